import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { IconCircleMinus, IconX } from "@tabler/icons-react";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import type { Item } from "../../../shared/checklist/kinds.ts";
import { waiverLength } from "../../../shared/evaluation/validate.ts";
import { useOpenedEvaluation, useReadOnly } from "../../state/evaluation/context.ts";
import classes from "./items.module.css";

/** A required item that stays unanswered, and why: asked once, shown in its row, never printed. */

interface WaiveDialogProps {
  readonly item: Item;
  onClose(): void;
}

export function WaiveDialog({ item, onClose }: WaiveDialogProps) {
  const evaluation = useOpenedEvaluation();
  const [reason, setReason] = useState(evaluation.answer(item.id)?.waived ?? "");
  const [tried, setTried] = useState(false);
  const words = reason.trim();
  const isTooShort = words.length < waiverLength.least;

  const waive = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isTooShort) return;
    const note = evaluation.answer(item.id)?.note;
    evaluation.clearDrafts(item.id);
    evaluation.setAnswer(item.id, { waived: words, ...(note === undefined ? {} : { note }) });
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    // The dialog belongs to a row, whose own keys must not hear what is typed here.
    if (event.key !== "Escape") event.stopPropagation();
    if (event.key === "Enter" && !event.shiftKey && event.target instanceof HTMLTextAreaElement) {
      event.preventDefault();
      event.currentTarget.requestSubmit();
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={`Waive: ${item.label}`}
      size="md"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <form onSubmit={waive} onKeyDown={onKeyDown} noValidate>
        <Stack gap="md">
          <Textarea
            label="Why it stays unanswered"
            description="Kept with the evaluation, not printed in the letter"
            required
            rows={2}
            data-autofocus
            maxLength={waiverLength.most}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={
              tried && isTooShort ? `Give a reason of at least ${waiverLength.least} characters.` : undefined
            }
          />
          <Group>
            <Button type="submit">Waive</Button>
            <Button variant="default" onClick={onClose}>
              Not now
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface WaivedProps {
  readonly item: Item;
  readonly reason: string;
  readonly onDone: () => void;
}

/** Stands instead of the control of an item that was waived. */
export function Waived({ item, reason, onDone }: WaivedProps) {
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const takeBack = () => {
    const note = evaluation.answer(item.id)?.note;
    evaluation.setAnswer(item.id, note === undefined ? null : { note });
    onDone();
  };
  return (
    <span className={classes.notDone}>
      <IconCircleMinus size={16} aria-hidden />
      <span>Waived: {reason}</span>
      {!readOnly && (
        <button
          type="button"
          className={classes.quietButton}
          aria-label={`Answer after all: ${item.label}`}
          onClick={takeBack}
          onKeyDown={(event) => {
            if (event.key === "Delete" || event.key === "Backspace") takeBack();
          }}
        >
          <IconX size={14} aria-hidden />
          Answer after all
        </button>
      )}
    </span>
  );
}
