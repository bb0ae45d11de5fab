/** Invented patients, as case files: what a practice that is being tried out is filled with. */
export const samples: readonly unknown[] = [];
