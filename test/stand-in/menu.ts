import type { MenuItemConstructorOptions } from "electron";

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: MenuItemConstructorOptions["role"];
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  readonly #click: (() => void) | undefined;

  constructor(options: MenuItemConstructorOptions) {
    this.id = options.id;
    this.label = options.label ?? "";
    this.role = options.role;
    this.accelerator = options.accelerator ?? undefined;
    this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : undefined;
    const { click } = options;
    this.#click = click === undefined ? undefined : () => Reflect.apply(click, this, [this, undefined, {}]);
  }

  click(): void {
    this.#click?.();
  }
}

/** The menu as data: nothing is drawn, but items can be found, clicked, and reached by their keys. */
export class Menu {
  static #application: Menu | null = null;

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    return new Menu(template.map((options) => new MenuItem(options)));
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  readonly items: readonly MenuItem[];

  constructor(items: readonly MenuItem[] = []) {
    this.items = items;
  }

  getMenuItemById(id: string): MenuItem | null {
    return this.all().find((item) => item.id === id) ?? null;
  }

  all(): MenuItem[] {
    return this.items.flatMap((item) => [item, ...(item.submenu?.all() ?? [])]);
  }
}

export function dispatchAccelerator(press: KeyPress): void {
  const item = Menu.getApplicationMenu()
    ?.all()
    .find(({ accelerator }) => accelerator !== undefined && isPressed(accelerator, press));
  item?.click();
}

/** "CmdOrCtrl+Shift+L" against what was pressed. */
function isPressed(accelerator: string, press: KeyPress): boolean {
  const parts = accelerator.split("+").map((part) => part.toLowerCase());
  const key = parts.pop();
  const control = parts.some((part) => /^(cmdorctrl|commandorcontrol|ctrl|control|cmd|command)$/.test(part));
  return (
    press.key.toLowerCase() === key &&
    control === (press.ctrlKey || press.metaKey) &&
    parts.includes("alt") === press.altKey &&
    parts.includes("shift") === press.shiftKey
  );
}
