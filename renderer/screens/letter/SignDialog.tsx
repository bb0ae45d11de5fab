import { Button, Group, Modal, PasswordInput, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { LetterRow, ReadinessEntry } from "../../../shared/contract.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { isObstacle } from "../../../shared/evaluation/readiness.ts";
import { waiverLength } from "../../../shared/evaluation/validate.ts";
import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { DialogActions } from "../../components/common/DialogActions.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { asFourfoldError } from "../../state/failures.ts";
import type { LetterDraftKeeper } from "../../state/letterDraft.ts";
import { useChange } from "../../state/queries.ts";
import { useAccount } from "../../state/session.ts";
import { settleAnswers } from "./settleAnswers.ts";

/** More would push the way back out of the dialog. */
const namedObstacles = 8;

interface SignDialogProps {
  readonly opened: boolean;
  onClose(): void;
  readonly evaluationId: string;
  readonly kind: LetterKind;
  readonly paper: "letter" | "a4";
  /** Whether words are typed over a passage that are not kept yet. */
  readonly isEditing: boolean;
  readonly keeper: LetterDraftKeeper;
  readonly readiness: readonly ReadinessEntry[];
  onSigned(letter: LetterRow): void;
}

const unkept: ReadinessEntry = {
  kind: "blocker",
  message: "You are editing a passage: keep your words, or leave them.",
};

export function SignDialog(props: SignDialogProps) {
  const mustBeMended = [
    ...(props.isEditing ? [unkept] : []),
    ...props.readiness.filter((entry) => isObstacle(entry) && entry.kind !== "missing"),
  ];
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Sign the letter" size="md">
      {mustBeMended.length > 0 ? (
        <Stack gap="md">
          <Text>This letter cannot be signed yet:</Text>
          <ul style={{ margin: 0, paddingInlineStart: "1.25rem" }}>
            {mustBeMended.slice(0, namedObstacles).map((entry) => (
              <li key={`${entry.itemId ?? ""}${entry.message}`}>{entry.message}</li>
            ))}
          </ul>
          {mustBeMended.length > namedObstacles && (
            <Text>
              And {mustBeMended.length - namedObstacles} more: the list beside the letter names all, each
              leads to its item.
            </Text>
          )}
          <Group>
            <Button onClick={props.onClose} data-autofocus>
              Back to the letter
            </Button>
          </Group>
        </Stack>
      ) : (
        <SignForm {...props} />
      )}
    </Modal>
  );
}

function SignForm({ onClose, evaluationId, kind, paper, keeper, readiness, onSigned }: SignDialogProps) {
  const { signer } = useAccount();
  const missing = readiness.filter((entry) => entry.kind === "missing").length;
  const [password, setPassword] = useState("");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<FourfoldError>();
  const sign = useChange("letter.sign", [
    "letter.list",
    "letter.ofVisit",
    "letter.kinds",
    "letter.preview",
    "desk.list",
    "worklist.list",
    "evaluation.open",
  ]);
  const needsReason = missing > 0 && reason.trim().length < waiverLength.least;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (needsReason || password === "") return;
    setError(undefined);
    try {
      await settleAnswers();
      await keeper.flush();
      onSigned(
        await sign.mutateAsync({
          evaluationId,
          kind,
          password,
          paper,
          ...(missing > 0 ? { incompleteReason: reason.trim() } : {}),
        }),
      );
    } catch (caught) {
      setError(asFourfoldError(caught));
      setPassword("");
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <Text>
          Signing as {signer.displayName}
          {signer.credentials && `, ${signer.credentials}`}. A signed letter is fixed: it gets its number and
          does not change any more.
        </Text>
        {missing > 0 && (
          <Textarea
            label={missing === 1 ? "Waive one item, because" : `Waive all ${missing} open items, because`}
            description="Kept at each item, not printed in the letter"
            maxLength={waiverLength.most}
            required
            rows={2}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={tried && needsReason ? "Give a reason of at least three characters." : undefined}
          />
        )}
        <PasswordInput
          label="Your password"
          required
          autoComplete="off"
          {...(missing > 0 ? {} : { "data-autofocus": true })}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={tried && password === "" && !error ? "The password is needed to sign." : undefined}
          visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
        />
        {error && <ErrorNote error={error} />}
        <DialogActions submit="Sign" isBusy={sign.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}
