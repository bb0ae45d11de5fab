import type { Locator } from "playwright-core";
import { fillList, fillPairs, requiredFirst } from "../../../renderer/components/items/normal.ts";
import { views } from "../../../renderer/screens/evaluation/places.ts";
import {
  type GroupProgress,
  nextMissing,
  type PartProgress,
  structureOf,
} from "../../../renderer/state/evaluation/structure.ts";
import type { Item, PartId } from "../../../shared/checklist/kinds.ts";
import type { Answer, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { clearAnswer, firstControl, recordAnswer, sides } from "./answers.ts";
import type { Keyboard } from "./keyboard.ts";
import { clearSide, recordSide, toChoiceOf } from "./tables.ts";

type Pair = Extract<Item, { kind: "pair" }>;
interface Target {
  readonly part: PartProgress;
  readonly group: GroupProgress;
  readonly item: Item;
}

/**
 * Records a case as a physician does who knows the keys: from group to group in the order of the checklist, what is abnormal
 * by hand, the rest of a group with one key. Knows the case and what was recorded so far, and looks nowhere but at the page.
 */
export class Physician {
  readonly #keyboard: Keyboard;
  readonly #case: Evaluation;
  #recorded: Record<string, Answer> = {};
  /** Part -> the group that it was left at. */
  readonly #places = new Map<PartId, string>();
  #at: { readonly partId: PartId; readonly groupId: string; readonly itemId?: string } | undefined;

  constructor(keyboard: Keyboard, given: Evaluation) {
    this.#keyboard = keyboard;
    this.#case = given;
  }

  /** All that the case holds, until nothing of it is left that is asked. */
  async recordAll(): Promise<void> {
    await this.#keyboard.press("Alt+G", "fast keys");
    for (let target = this.#next(); target !== undefined; target = this.#next()) {
      this.#keyboard.item = target.item.id;
      await this.#goTo(target);
      if (this.#isFillable(target.group)) await this.#recordGroup(target);
      else await this.#record(target);
    }
    const left = Object.keys(this.#case.answers).filter((itemId) => !(itemId in this.#recorded));
    if (left.length > 0) throw new Error(`Never asked: ${left.join(", ")}`);
  }

  #evaluation(): Evaluation {
    return { ...this.#case, answers: this.#recorded };
  }

  #next(): Target | undefined {
    for (const part of structureOf(this.#evaluation()).parts) {
      for (const group of part.groups) {
        const item = group.items.find(({ id }) => id in this.#case.answers && !(id in this.#recorded));
        if (item !== undefined) return { part, group, item };
      }
    }
    return undefined;
  }

  #note(item: Item): void {
    const answer = this.#case.answers[item.id];
    if (answer !== undefined) this.#recorded = { ...this.#recorded, [item.id]: answer };
    if (this.#at !== undefined) this.#at = { ...this.#at, itemId: item.id };
  }

  async #record({ item }: Pick<Target, "item">): Promise<void> {
    this.#keyboard.item = item.id;
    const answer = this.#case.answers[item.id];
    if (answer === undefined) throw new Error(`${item.id} is not in the case.`);
    await recordAnswer(this.#keyboard, item, answer, this.#evaluation());
    this.#note(item);
  }

  /** The shortest way: to the next missing item, through the group, or group by group. */
  async #goTo({ part, group, item }: Target): Promise<void> {
    const { page } = this.#keyboard;
    const control = firstControl(page, item);
    const structure = structureOf(this.#evaluation());
    const shown = structure.parts
      .flatMap(({ groups }) => groups)
      .find((one) => one.group.id === this.#at?.groupId);
    const inGroup = this.#at?.groupId === group.group.id;
    const comesNext = nextMissing(structure, await this.#focusedItem(), shown?.items[0]?.id) === item.id;
    if (comesNext && this.#at !== undefined) {
      const near = inGroup ? await this.#keyboard.tabsTo(control) : undefined;
      if (near !== 0 && near !== 1) {
        await this.#keyboard.press("Control+Enter", "going to");
        await this.#keyboard.hasFocus(control);
      }
    } else if (inGroup) {
      await this.#approach(group, item);
    } else {
      await this.#goToGroup(part, group);
    }
    this.#places.set(part.partId, group.group.id);
    this.#at = { partId: part.partId, groupId: group.group.id, itemId: item.id };
  }

  /** Of the page, because the focus goes on by itself. */
  #focusedItem(): Promise<string | undefined> {
    return this.#keyboard.page.evaluate(
      () => document.activeElement?.closest<HTMLElement>("[data-item]")?.dataset.item,
    );
  }

  /** From item to item of the group, where that takes fewer keys than from field to field. */
  async #approach(group: GroupProgress, item: Item): Promise<void> {
    const control = firstControl(this.#keyboard.page, item);
    const takesFocus = group.items.filter(({ kind }) => kind !== "computed").map(({ id }) => id);
    const away = takesFocus.indexOf(item.id) - takesFocus.indexOf((await this.#focusedItem()) ?? "");
    if (away < 1 || away >= (await this.#keyboard.tabsTo(control))) return;
    for (let step = 0; step < away; step += 1) {
      await this.#keyboard.press("Control+ArrowDown", "to the next item");
    }
    await this.#keyboard.hasFocus(control);
  }

  async #goToGroup(part: PartProgress, group: GroupProgress): Promise<void> {
    const keyboard = this.#keyboard;
    if (this.#at?.partId !== part.partId) {
      await keyboard.press(views.find(({ view }) => view === part.partId)?.key ?? "", "going to");
    }
    const position = (groupId: string | undefined) =>
      Math.max(
        0,
        part.groups.findIndex((one) => one.group.id === groupId),
      );
    const away = position(group.group.id) - position(this.#places.get(part.partId));
    for (let step = 0; step < Math.abs(away); step += 1) {
      await keyboard.press(away > 0 ? "Alt+ArrowDown" : "Alt+ArrowUp", "going to");
    }
    const first = group.items.find(({ kind }) => kind !== "computed");
    if (away !== 0 && first !== undefined) await keyboard.hasFocus(firstControl(keyboard.page, first));
    else if (part.partId !== "referral") await keyboard.hasFocus(this.#heading(group));
  }

  #heading({ group }: GroupProgress): Locator {
    return this.#keyboard.page
      .getByRole("main")
      .getByRole("heading", { name: group.label, level: 2, exact: true });
  }

  /** What one key would fill in the group as it stands. */
  #filledBy(group: GroupProgress): Readonly<Record<string, Answer>> {
    const { required } = structureOf(this.#evaluation());
    const changes =
      group.group.layout === "grid"
        ? requiredFirst(group.items, required, (items) => fillPairs(items, this.#recorded, sides))
        : group.group.fillLabel === undefined
          ? []
          : fillList(group.items, this.#recorded);
    return Object.fromEntries(changes.map(({ itemId, answer }) => [itemId, answer]));
  }

  /** Whether the key saves more than what has to be taken back afterwards. */
  #isFillable(group: GroupProgress): boolean {
    if (group.items.some(({ id }) => id in this.#recorded)) return false;
    const filled = Object.entries(this.#filledBy(group));
    const right = filled.filter(([itemId, answer]) => same(this.#case.answers[itemId]?.value, answer.value));
    const strange = filled.filter(([itemId]) => this.#case.answers[itemId] === undefined);
    return right.length > 1 && right.length > 2 * strange.length;
  }

  async #recordGroup(target: Target): Promise<void> {
    const { group } = target;
    const byHand = group.items.filter(({ id }) => {
      const answer = this.#case.answers[id];
      return answer !== undefined && !same(answer.value, this.#filledBy(group)[id]?.value);
    });
    const isTable = group.group.layout === "grid";
    for (const item of byHand) {
      if (isTable && item.kind === "pair") await this.#recordInTable(item, group);
      else {
        await this.#approach(group, item);
        await this.#record({ item });
      }
    }
    const filled = this.#filledBy(group);
    const [first] = group.items;
    if (first === undefined) return;
    const inText = await this.#keyboard.page
      .locator(":focus")
      .evaluate((element) => element.matches("input, textarea") || element.closest("table") === null);
    if (isTable && !inText) {
      // The key works in every choice of the table.
    } else if (isTable)
      await toChoiceOf(this.#keyboard, group.items.find(({ kind }) => kind === "pair") ?? first);
    else await this.#keyboard.leaveText();
    this.#keyboard.item = `fill ${group.group.id}`;
    await this.#keyboard.press("Shift+N", "fill normal");
    for (const item of group.items) {
      const answer = filled[item.id];
      if (answer === undefined) continue;
      if (isTable && item.kind === "pair") await this.#takeBackSides(item, answer);
      else if (this.#case.answers[item.id] === undefined) await clearAnswer(this.#keyboard, item);
      this.#note(item);
    }
    for (const item of group.items) {
      if (!(item.id in this.#case.answers) || item.id in this.#recorded) continue;
      if (isTable && item.kind === "pair") await this.#recordInTable(item, group);
      else await this.#record({ item });
    }
  }

  async #takeBackSides(item: Pair, filled: Answer): Promise<void> {
    const wanted = (this.#case.answers[item.id]?.value ?? {}) as Readonly<Record<string, unknown>>;
    for (const side of Array.isArray(filled.filled) ? filled.filled : []) {
      if (!(side in wanted)) await clearSide(this.#keyboard, item, side);
    }
  }

  /** The sides that filling would not give; the same on both sides with one key. */
  async #recordInTable(item: Pair, group: GroupProgress): Promise<void> {
    this.#keyboard.item = item.id;
    const answer = this.#case.answers[item.id];
    if (answer?.value === undefined) return this.#record({ item });
    const value = answer.value as Readonly<Record<string, never>>;
    const filled = (this.#filledBy(group)[item.id]?.value ?? {}) as Readonly<Record<string, unknown>>;
    const byHand = sides.filter((side) => value[side] !== undefined && !same(value[side], filled[side]));
    for (const side of byHand) {
      await recordSide(this.#keyboard, item, group.items, side, value[side] ?? "", this.#case.visitDate);
      if (byHand.length === 2 && same(value.right, value.left)) {
        await this.#keyboard.press("=", "same on both sides");
        break;
      }
    }
    // What filling will give to the other side comes with the key that fills.
    const own = Object.fromEntries(byHand.map((side) => [side, value[side] ?? ""]));
    this.#recorded = { ...this.#recorded, [item.id]: { value: own } };
    if (byHand.length === sides.filter((side) => value[side] !== undefined).length) this.#note(item);
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
