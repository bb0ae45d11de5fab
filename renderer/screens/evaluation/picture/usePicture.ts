import { replaceEqualDeep } from "@tanstack/react-query";
import { startTransition, useEffect, useState } from "react";
import type { Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import { type Picture, type PictureOptions, pictureOf } from "../../../../shared/reasoning/picture.ts";
import { useOpenedEvaluation } from "../../../state/evaluation/context.ts";
import type { OpenedEvaluation } from "../../../state/evaluation/evaluationStore.ts";
import { usePictureOptions } from "../../../state/practiceRules.ts";

/** How long after the last key of a text the picture is worked out again, in milliseconds. */
const pauseInTyping = 350;

interface WorkedOut {
  readonly evaluation: Evaluation;
  readonly options: PictureOptions;
  readonly picture: Picture;
}

/** The last picture of each evaluation, so that header and panel share what was worked out once. */
const pictures = new WeakMap<OpenedEvaluation, WorkedOut>();

/** Whatever says the same as before is the same object, so that only lines that changed are drawn again. */
export function pictureFor(opened: OpenedEvaluation, options: PictureOptions): Picture {
  const { evaluation } = opened.store.getState();
  const last = pictures.get(opened);
  if (last?.evaluation === evaluation && last.options === options) return last.picture;
  const fresh = pictureOf(evaluation, options);
  const picture = last === undefined ? fresh : replaceEqualDeep<Picture>(last.picture, fresh);
  pictures.set(opened, { evaluation, options, picture });
  return picture;
}

/**
 * The clinical picture of the open evaluation, by the practice's rules. A choice has its effect in the frame after the one
 * that shows the choice; while a text is being typed nothing is worked out.
 */
export function usePicture(): Picture {
  const opened = useOpenedEvaluation();
  const options = usePictureOptions(opened.evaluationId);
  const [picture, setPicture] = useState(() => pictureFor(opened, options));
  useEffect(() => {
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const workOut = () => {
      const next = pictureFor(opened, options);
      // An emergency is shown at once; what is less pressing gives way to the next key.
      if (next.redFlags.suppressesElective) setPicture(next);
      else startTransition(() => setPicture(next));
    };
    const plan = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      if (isTypingText()) timer = setTimeout(workOut, pauseInTyping);
      else {
        frame = requestAnimationFrame(() => {
          timer = setTimeout(workOut, 0);
        });
      }
    };
    workOut();
    const stop = opened.store.subscribe((state, before) => {
      if (state.evaluation !== before.evaluation) plan();
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [opened, options]);
  return picture;
}

function isTypingText(): boolean {
  const focused = document.activeElement;
  return (
    focused instanceof HTMLTextAreaElement ||
    (focused instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(focused.type))
  );
}
