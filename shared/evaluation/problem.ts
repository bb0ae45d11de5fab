/** One thing wrong with an answer. `path` says where inside the value ("[2].date"), and is empty for the whole of it. */
export interface Problem {
  readonly itemId: string;
  readonly path: string;
  /** Completes "<label> ...": what is allowed. Never repeats what was typed. */
  readonly message: string;
  /** Begun and not finished: it may be stored, so that nothing typed is lost, but is not used until it is finished. */
  readonly incomplete?: true;
}

/** Without the item, which the caller knows. */
export type Found = readonly Omit<Problem, "itemId">[];
export const fine: Found = [];
export const wrong = (path: string, message: string): Found => [{ path, message }];
export const unfinished = (path: string, message: string): Found => [{ path, message, incomplete: true }];
