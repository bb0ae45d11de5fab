import { startTransition, useEffect, useState } from "react";
import type { Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import { type Picture, pictureOf } from "../../../../shared/reasoning/picture.ts";
import { useOpenedEvaluation } from "../../../state/evaluation/context.ts";

/** How long after the last key of a text the picture is worked out again, in milliseconds. */
const pauseInTyping = 350;

/** Each evaluation is an object of its own, so that header and panel share what was worked out once. */
const pictures = new WeakMap<Evaluation, Picture>();

export function pictureFor(evaluation: Evaluation): Picture {
  const known = pictures.get(evaluation);
  if (known !== undefined) return known;
  const picture = pictureOf(evaluation);
  pictures.set(evaluation, picture);
  return picture;
}

/**
 * The clinical picture of the open evaluation. A choice has its effect in the frame after the one that shows the choice;
 * while a text is being typed nothing is worked out.
 */
export function usePicture(): Picture {
  const opened = useOpenedEvaluation();
  const [picture, setPicture] = useState(() => pictureFor(opened.store.getState().evaluation));
  useEffect(() => {
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const workOut = () => {
      const next = pictureFor(opened.store.getState().evaluation);
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
  }, [opened]);
  return picture;
}

function isTypingText(): boolean {
  const focused = document.activeElement;
  return (
    focused instanceof HTMLTextAreaElement ||
    (focused instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(focused.type))
  );
}
