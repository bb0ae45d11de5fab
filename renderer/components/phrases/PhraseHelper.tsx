import { VisuallyHidden } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useShortcuts } from "../../app/shortcuts.ts";
import { useRead } from "../../state/queries.ts";
import classes from "./phrases.module.css";
import { PhraseTyping, type Shown } from "./phraseTyping.ts";

const listId = "phrase-options";
const optionId = (position: number) => `${listId}-${position}`;

/**
 * Puts phrases into every text field that carries `phraseField`: once in the window, beside the screens. The field keeps the
 * focus and names the option that is chosen.
 */
export function PhraseHelper() {
  const { data } = useRead("phrases.list", {});
  const [shown, setShown] = useState<Shown>();
  const [typing] = useState(() => new PhraseTyping(setShown));
  useEffect(() => {
    typing.phrases = data?.phrases ?? [];
  }, [typing, data]);
  useEffect(() => typing.listen(), [typing]);
  useShortcuts([
    { keys: ";", label: "A phrase: a semicolon and its abbreviation, then Space", scope: "Text fields" },
    { keys: "Tab", label: "Next field to fill of a phrase", scope: "Text fields" },
  ]);
  const container = shown?.field.closest<HTMLElement>("[role=dialog], main");
  return (
    <>
      <VisuallyHidden role="status">{shown === undefined ? "" : offerWords(shown)}</VisuallyHidden>
      {shown !== undefined &&
        container &&
        createPortal(<Options shown={shown} onAccept={(position) => typing.accept(position)} />, container)}
    </>
  );
}

function offerWords({ offer }: Shown): string {
  const count = offer.options.length;
  if (offer.kind === "choices") return `${count} ${count === 1 ? "choice" : "choices"}`;
  return `${count} ${count === 1 ? "phrase" : "phrases"}`;
}

interface OptionsProps {
  readonly shown: Shown;
  onAccept(position: number): void;
}

function Options({ shown, onAccept }: OptionsProps) {
  const { field, offer, chosen } = shown;
  const list = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const place = () => placeUnder(list.current, field);
    place();
    // What is typed may make the field grow, and then the list has to go along.
    const size = new ResizeObserver(place);
    size.observe(field);
    const ending = new AbortController();
    for (const name of ["scroll", "resize"]) {
      window.addEventListener(name, place, { capture: true, passive: true, signal: ending.signal });
    }
    return () => {
      size.disconnect();
      ending.abort();
    };
  });

  useEffect(() => {
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-controls", listId);
    return () => {
      for (const name of ["aria-autocomplete", "aria-haspopup", "aria-controls", "aria-activedescendant"]) {
        field.removeAttribute(name);
      }
    };
  }, [field]);
  useEffect(() => {
    if (chosen === -1) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", optionId(chosen));
    document.getElementById(optionId(chosen))?.scrollIntoView({ block: "nearest" });
  }, [field, chosen]);

  const options =
    offer.kind === "choices"
      ? offer.options.map((choice) => ({ key: choice, name: choice, words: "", whose: "" }))
      : offer.options.map(({ id, abbreviation, text, shared }) => ({
          key: id,
          name: abbreviation,
          words: text,
          whose: shared ? "practice" : "own",
        }));
  return (
    <div
      ref={list}
      id={listId}
      role="listbox"
      aria-label={offer.kind === "choices" ? "Choices" : "Phrases"}
      className={classes.list}
    >
      {options.map(({ key, name, words, whose }, position) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field takes the keys for its list
        // biome-ignore lint/a11y/useFocusableInteractive: the text field keeps the focus and names the chosen option
        <div
          key={key}
          id={optionId(position)}
          role="option"
          aria-selected={position === chosen}
          className={classes.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onAccept(position)}
        >
          <span className={classes.name}>{name}</span>
          {words !== "" && <span className={classes.words}>{words}</span>}
          {whose !== "" && <span className={classes.whose}>{whose}</span>}
        </div>
      ))}
    </div>
  );
}

/** Under the field, or above it where there is more room. */
function placeUnder(list: HTMLElement | null, field: HTMLElement): void {
  if (list === null) return;
  const { left, top, bottom, width } = field.getBoundingClientRect();
  const gap = 2;
  const below = window.innerHeight - bottom - gap;
  const isAbove = below < Math.min(list.scrollHeight, 160) && top > below;
  list.style.left = `${left}px`;
  list.style.minWidth = `${Math.min(width, 320)}px`;
  list.style.maxHeight = `${Math.max(64, Math.min(272, (isAbove ? top : below) - 8))}px`;
  list.style.top = isAbove ? "" : `${bottom + gap}px`;
  list.style.bottom = isAbove ? `${window.innerHeight - top + gap}px` : "";
}
