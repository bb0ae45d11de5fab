import { type KeyboardEvent, useContext, useEffect, useId, useRef, useState } from "react";
import type { FourfoldError } from "../../../shared/errors.ts";
import { type Passage, passageText } from "../../../shared/letter/edits.ts";
import { placeOf } from "../../../shared/letter/kinds/editEntries.ts";
import { useDrafts } from "../../state/drafts.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { SheetContext } from "./letterContext.ts";
import classes from "./Passage.module.css";
import { passageDraftKey, usePassageDraft } from "./passageDrafts.ts";
import { editProblem } from "./passages.ts";
import { sourceLines } from "./sources.ts";
import type { PassageChange } from "./useLetterChange.ts";

/** More would push the letter apart. */
const namedSources = 6;

/** A passage where it stands, as a field. Ctrl+Enter keeps what is written, Escape leaves it, asked twice if words were typed. */
export function PassageEditor({ passage }: { readonly passage: Passage }) {
  const { evaluationId, kind, onChange, onLeave, takeCaret } = useContext(SheetContext);
  const draftKey = passageDraftKey(evaluationId, kind, passage.key);
  const text = usePassageDraft(draftKey)?.text ?? "";
  const { keep, drop } = useDrafts();
  const field = useRef<HTMLTextAreaElement>(null);
  const [asksToLeave, setAsksToLeave] = useState(false);
  const [tried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<FourfoldError>();
  const [hintId, problemId] = [useId(), useId()];
  const problem = tried ? editProblem(text) : undefined;
  const isChanged = text !== passageText(passage.sentences);
  const section = placeOf(passage.section);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens; after a lock it opens with nobody at it
  useEffect(() => {
    const caret = takeCaret(passage.key);
    if (caret === undefined || field.current === null) return;
    field.current.focus({ preventScroll: true });
    field.current.setSelectionRange(caret, caret);
    field.current.scrollIntoView({ block: "nearest" });
  }, []);

  const leave = (revision?: number) => {
    drop(draftKey);
    onLeave(passage.key, revision);
  };
  const send = async (change: PassageChange) => {
    setBusy(true);
    setError(undefined);
    try {
      leave(await onChange(passage.key, change));
    } catch (caught) {
      setError(asFourfoldError(caught));
      setBusy(false);
      field.current?.focus();
    }
  };
  const keepWords = () => {
    setTried(true);
    if (isBusy) return;
    if (editProblem(text) !== undefined) field.current?.focus();
    else if (isChanged) void send({ write: text });
    else leave();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Arrows move the caret, not through the letter. What has Ctrl or Alt is meant for the window.
    if (!event.ctrlKey && !event.altKey && !event.metaKey) event.stopPropagation();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      keepWords();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (isChanged && !asksToLeave) setAsksToLeave(true);
      else leave();
    }
  };

  const words = error === undefined ? problem : [error.message, error.action].filter(Boolean).join(" ");
  const sources = sourceLines({ runs: [], sources: passage.original.flatMap((said) => said.sources) });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of its fields and buttons pass here
    <div className={classes.editor} data-passage={passage.key} onKeyDown={onKeyDown}>
      <label className={classes.editorLabel}>
        <span>Edit: {section}</span>
        <textarea
          ref={field}
          className={classes.field}
          value={text}
          rows={2}
          aria-invalid={words !== undefined}
          aria-describedby={words === undefined ? hintId : `${problemId} ${hintId}`}
          onChange={(event) => {
            setAsksToLeave(false);
            setError(undefined);
            keep(draftKey, { text: event.currentTarget.value });
          }}
        />
      </label>
      {words !== undefined && (
        <p id={problemId} className={classes.problem} role="alert">
          {words}
        </p>
      )}
      {asksToLeave && (
        <p className={classes.problem} role="alert">
          Your words are not kept yet. Escape again leaves them; Ctrl+Enter keeps them.
        </p>
      )}
      <div className={classes.buttons}>
        <button type="button" className={classes.button} data-main disabled={isBusy} onClick={keepWords}>
          Keep
        </button>
        <button type="button" className={classes.button} onClick={() => leave()}>
          Leave
        </button>
        {passage.state !== "composed" && (
          <button
            type="button"
            className={classes.button}
            disabled={isBusy}
            onClick={() => void send({ putBack: true })}
          >
            Put back
          </button>
        )}
        {passage.form !== "cell" && (
          <button
            type="button"
            className={classes.button}
            disabled={isBusy}
            onClick={() => void send({ write: "" })}
          >
            Take out
          </button>
        )}
      </div>
      <p id={hintId} className={classes.hint}>
        Ctrl+Enter keeps, Escape leaves. It stays tied to:{" "}
        {sources
          .slice(0, namedSources)
          .map(({ label }) => label)
          .join(", ")}
        {sources.length > namedSources && ` and ${sources.length - namedSources} more`}.
      </p>
    </div>
  );
}
