import { type RefObject, useEffect, useRef } from "react";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import type { Binding } from "../../state/evaluation/binding.ts";

/**
 * Keeps an uncontrolled input in step with what happens to its answer elsewhere (undo, clear, fill), without drawing
 * anything again while somebody types in it. Returns the function that says what this input wrote itself.
 */
export function useShownText(
  input: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  binding: Binding,
  show: (value: AnswerValue | undefined) => string,
): (written: AnswerValue | undefined) => void {
  const own = useRef(binding.read());
  const latestShow = useRef(show);
  latestShow.current = show;
  useEffect(() => {
    own.current = binding.read();
    return binding.subscribe(() => {
      const value = binding.read();
      if (value === own.current || binding.draft() !== undefined) return;
      own.current = value;
      if (input.current !== null) input.current.value = latestShow.current(value);
    });
  }, [binding, input]);
  return (written) => {
    own.current = written;
  };
}
