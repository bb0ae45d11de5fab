import { Button, Modal, Stack, Text, Textarea } from "@mantine/core";
import { IconFilePencil } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { VisitLetter } from "../../../shared/contract/letters.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { DialogActions } from "../../components/common/DialogActions.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { readDraft, useDrafts } from "../../state/drafts.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { useNavigation } from "../../state/navigation.ts";
import { useChange } from "../../state/queries.ts";

const shortestReason = 3;
const longestReason = 500;

/** Begins the correction of a signed letter, or leads to the one that is under way. */
export function AmendAction({ letter }: { readonly letter: VisitLetter }) {
  const go = useNavigation((navigation) => navigation.go);
  const [isAsking, setAsking] = useState(false);
  const { correctedIn } = letter;
  if (correctedIn !== undefined) {
    return (
      <>
        <Text size="sm">This letter is being corrected.</Text>
        <Button
          fullWidth
          variant="default"
          leftSection={<IconFilePencil size={17} aria-hidden />}
          onClick={() => go({ screen: "evaluation", evaluationId: correctedIn, view: "letter" })}
        >
          Open the correction
        </Button>
      </>
    );
  }
  return (
    <>
      <Button
        fullWidth
        variant="default"
        leftSection={<IconFilePencil size={17} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Amend…
      </Button>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title="Amend the letter" size="md">
        <AmendForm letter={letter} onClose={() => setAsking(false)} />
      </Modal>
    </>
  );
}

function AmendForm({ letter, onClose }: { readonly letter: VisitLetter; onClose(): void }) {
  const go = useNavigation((navigation) => navigation.go);
  const { keep, drop } = useDrafts();
  const draftKey = `amend ${letter.letterId}`;
  const [reason, setReason] = useState(() => readDraft<string>(draftKey) ?? "");
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<FourfoldError>();
  const amend = useChange("letter.amend", ["letter.ofVisit", "letter.list", "worklist.list"]);
  const problem = problemOf(reason);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem !== undefined) return;
    setError(undefined);
    try {
      const { evaluationId } = await amend.mutateAsync({ letterId: letter.letterId, reason: reason.trim() });
      drop(draftKey);
      go({ screen: "evaluation", evaluationId, view: "letter" });
    } catch (caught) {
      setError(asFourfoldError(caught));
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Text>
          The evaluation is opened once more with the same answers, to be corrected. Its letter cites letter{" "}
          {letter.letterNumber} and gives the reason; that one stays as it was signed and goes nowhere any
          more once the amended letter is signed.
        </Text>
        <Textarea
          label="What is corrected, and why"
          description="Printed in the amended letter"
          required
          data-autofocus
          autosize
          minRows={2}
          maxRows={6}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            keep(draftKey, event.currentTarget.value);
          }}
          error={tried ? problem : undefined}
        />
        {error && <ErrorNote error={error} />}
        <DialogActions submit="Begin the correction" isBusy={amend.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}

function problemOf(reason: string): string | undefined {
  const { length } = reason.trim();
  if (length < shortestReason) return `Give a reason of at least ${shortestReason} characters.`;
  return length > longestReason
    ? `${length} characters, and at most ${longestReason} are printed.`
    : undefined;
}
