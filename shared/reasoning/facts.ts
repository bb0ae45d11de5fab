/**
 * What the answers say about one question: yes, no, or not enough to say. A missing answer is neither: it makes the
 * fact unknown and is named, so that silence never speaks for or against anything.
 */
export interface Fact {
  readonly holds: boolean | undefined;
  /** Items that it was read from, all of them answered. */
  readonly items: readonly string[];
  /** Items whose answer would settle it; empty when it is settled. */
  readonly missing: readonly string[];
}

export const fact = (holds: boolean, ...items: readonly string[]): Fact => ({ holds, items, missing: [] });
export const notKnown = (...missing: readonly string[]): Fact => ({ holds: undefined, items: [], missing });

/** Items of several facts, each once. The picture makes thousands of facts: short lists are joined without a set. */
function union(facts: readonly Fact[], key: "items" | "missing"): readonly string[] {
  const [first] = facts;
  if (first === undefined) return [];
  if (facts.length === 1) return first[key];
  const joined: string[] = [];
  for (const one of facts) {
    for (const item of one[key]) if (!joined.includes(item)) joined.push(item);
  }
  return joined;
}

/** One that decides is enough; otherwise all must be known. */
function decide(facts: readonly Fact[], decisive: boolean): Fact {
  const deciding = facts.filter((one) => one.holds === decisive);
  if (deciding.length > 0) return { holds: decisive, items: union(deciding, "items"), missing: [] };
  const open = facts.some((one) => one.holds === undefined);
  return {
    holds: open ? undefined : !decisive,
    items: union(facts, "items"),
    missing: open ? union(facts, "missing") : [],
  };
}

/** True when one is; false only when every one is known to be false. */
export function anyOf(...facts: readonly Fact[]): Fact {
  return decide(facts, true);
}

/** False when one is; true only when every one is known to be true. */
export function allOf(...facts: readonly Fact[]): Fact {
  return decide(facts, false);
}

export function not(one: Fact): Fact {
  return one.holds === undefined ? one : { ...one, holds: !one.holds };
}

/** At least so many of them: decided as soon as the open ones can change nothing. */
export function atLeast(count: number, facts: readonly Fact[]): Fact {
  const met = facts.filter((one) => one.holds === true);
  const open = facts.filter((one) => one.holds === undefined);
  if (met.length >= count) return { holds: true, items: union(met, "items"), missing: [] };
  const items = union(facts, "items");
  if (met.length + open.length < count) return { holds: false, items, missing: [] };
  return { holds: undefined, items, missing: union(open, "missing") };
}

export interface FactCount {
  /** How many hold. */
  readonly met: number;
  /** How many are settled, of `of`. */
  readonly known: number;
  readonly of: number;
  readonly items: readonly string[];
  readonly missing: readonly string[];
}

export function countOf(facts: readonly Fact[]): FactCount {
  const known = facts.filter((one) => one.holds !== undefined);
  return {
    met: known.filter((one) => one.holds === true).length,
    known: known.length,
    of: facts.length,
    items: union(known, "items"),
    missing: union(
      facts.filter((one) => one.holds === undefined),
      "missing",
    ),
  };
}
