/** Where the focus goes on the sheet. Its sentences are one tab stop together. */

export function sentencesIn(place: Element | null): readonly HTMLElement[] {
  return [...(place?.querySelectorAll<HTMLElement>("[data-sentence]") ?? [])];
}

/** Which sentence has the focus, or stands last before what has it; -1 before the first. */
export function positionIn(sentences: readonly HTMLElement[], focused: Element | null): number {
  return sentences.findLastIndex(
    (sentence) =>
      sentence === focused ||
      (focused !== null &&
        (sentence.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0),
  );
}

/** The focus goes to this sentence, and Tab comes back to it. */
export function focusSentence(sheet: Element | null, sentence: HTMLElement): void {
  for (const one of sentencesIn(sheet)) one.tabIndex = -1;
  sentence.tabIndex = 0;
  sentence.focus();
}

function placeIn(
  sheet: Element | null,
  attribute: "passage" | "section",
  value: string,
): HTMLElement | undefined {
  const places = sheet?.querySelectorAll<HTMLElement>(`[data-${attribute}]`) ?? [];
  return [...places].find((place) => place.dataset[attribute] === value);
}

function focusIn(sheet: Element | null, place: HTMLElement | undefined): boolean {
  if (place === undefined) return false;
  const field = place.querySelector("textarea");
  const [sentence] = sentencesIn(place);
  place.scrollIntoView({ block: "center" });
  if (field !== null) field.focus();
  else if (sentence !== undefined) focusSentence(sheet, sentence);
  else return false;
  return true;
}

/** Brings a passage into view with the focus on it; false where it does not stand in the letter. */
export function focusPassage(sheet: Element | null, key: string): boolean {
  return focusIn(sheet, placeIn(sheet, "passage", key));
}

/** The same with a section's first sentence. */
export function focusSection(sheet: Element | null, section: string): boolean {
  return focusIn(sheet, placeIn(sheet, "section", section));
}
