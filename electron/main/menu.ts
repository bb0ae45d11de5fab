import { Menu, type MenuItemConstructorOptions } from "electron";
import type { EventMap } from "../../shared/contract.ts";

type Command = EventMap["menu.command"]["command"];

/**
 * The menu bar. Its commands are carried out by the page; the page sees the keys first, so a key means the same whether
 * it comes from the menu or from a screen.
 */
export function setMenu(
  send: (command: Command) => void,
  options: { readonly developerTools: boolean },
): void {
  const command = (
    label: string,
    name: Command,
    keys: Pick<MenuItemConstructorOptions, "accelerator"> = {},
  ): MenuItemConstructorOptions => ({ id: name, label, click: () => send(name), ...keys });

  const onMac = process.platform === "darwin";
  const template: MenuItemConstructorOptions[] = [
    ...(onMac ? [{ role: "appMenu" } as const] : []),
    {
      label: "&File",
      submenu: [
        command("New referral", "newReferral", { accelerator: "CmdOrCtrl+N" }),
        command("Find anything", "findAnything", { accelerator: "CmdOrCtrl+K" }),
        { type: "separator" },
        command("Lock", "lock", { accelerator: "CmdOrCtrl+L" }),
        { role: onMac ? "close" : "quit" },
      ],
    },
    { role: "editMenu" },
    {
      label: "&View",
      submenu: [
        { role: "resetZoom" },
        { role: "zoomIn" },
        // On most keyboards the plus sign is Shift with this key: it enlarges without Shift as well.
        { role: "zoomIn", accelerator: "CmdOrCtrl+=", visible: false, acceleratorWorksWhenHidden: true },
        { role: "zoomOut" },
        { role: "togglefullscreen" },
        ...(options.developerTools
          ? [{ type: "separator" } as const, { role: "toggleDevTools" } as const]
          : []),
      ],
    },
    {
      role: "help",
      submenu: [command("Keyboard shortcuts", "showShortcuts"), command("About Fourfold", "about")],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
