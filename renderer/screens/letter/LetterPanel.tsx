import { Button, Center, Group, Loader, SegmentedControl, Title } from "@mantine/core";
import { IconDownload, IconWritingSign } from "@tabler/icons-react";
import { useCallback, useState } from "react";
import type { Sentence } from "../../../shared/letter/document.ts";
import { notifyDone, notifyError } from "../../app/notify.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { call } from "../../state/bridge.ts";
import { useRead } from "../../state/queries.ts";
import { useSaveStatus } from "../../state/saveStatus.ts";
import classes from "./Letter.module.css";
import { LetterSheet } from "./LetterSheet.tsx";
import { ReadyToSign } from "./ReadyToSign.tsx";
import { SignDialog } from "./SignDialog.tsx";
import { SignedNote } from "./SignedNote.tsx";
import { SourceBox } from "./SourceBox.tsx";
import { settleAnswers } from "./settleAnswers.ts";

interface LetterPanelProps {
  readonly evaluationId: string;
  onGoToItem(itemId: string): void;
}

/** The letter as it stands, beside what is still to be done before it can be signed. */
export function LetterPanel({ evaluationId, onGoToItem }: LetterPanelProps) {
  const saveState = useSaveStatus((status) => status.state);
  const preview = useRead(
    "letter.preview",
    { evaluationId },
    // Every durable save may change the letter.
    { version: saveState.kind === "saved" ? saveState.savedAt : undefined, keepPrevious: true },
  );
  const letters = useRead("letter.list", { evaluationId });
  const practice = useRead("practice.read", {});
  const [chosenPaper, setPaper] = useState<"letter" | "a4">();
  const [isSigning, setSigning] = useState(false);
  const [lookedAt, setLookedAt] = useState<Sentence>();
  const lookAt = useCallback((sentence: Sentence) => setLookedAt(sentence), []);

  if (preview.error && !preview.data) {
    return (
      <div className={classes.fallback}>
        <ErrorNote error={preview.error}>
          <Button mt="sm" variant="default" onClick={() => void preview.refetch()}>
            Try again
          </Button>
        </ErrorNote>
      </div>
    );
  }
  if (!preview.data || !letters.data) {
    return (
      <Center h="100%">
        <Loader />
      </Center>
    );
  }
  const { document, readiness } = preview.data;
  const paper = chosenPaper ?? practice.data?.paper ?? "letter";
  const signed = letters.data.letters;

  return (
    <div className={classes.panel}>
      <div className={classes.desk}>
        {preview.error && <ErrorNote error={preview.error} />}
        <LetterSheet document={document} onGoToItem={onGoToItem} onLookAt={lookAt} />
      </div>
      <aside className={classes.aside} aria-label="Signing">
        {signed.length > 0 ? (
          signed.map((letter) => <SignedNote key={letter.letterId} letter={letter} />)
        ) : (
          <>
            <div className={classes.actions}>
              <Title order={2} className={classes.paperTitle} id="letter-paper">
                Paper
              </Title>
              <SegmentedControl
                aria-labelledby="letter-paper"
                data={[
                  { value: "letter", label: "US Letter" },
                  { value: "a4", label: "A4" },
                ]}
                value={paper}
                onChange={(value) => setPaper(value as "letter" | "a4")}
              />
              <Group gap="sm" grow>
                <SaveDraft evaluationId={evaluationId} paper={paper} />
                <Button
                  leftSection={<IconWritingSign size={17} aria-hidden />}
                  onClick={() => setSigning(true)}
                >
                  Sign…
                </Button>
              </Group>
            </div>
            <ReadyToSign entries={readiness} onGoToItem={onGoToItem} />
          </>
        )}
        <SourceBox sentence={lookedAt} onGoToItem={onGoToItem} />
      </aside>
      <SignDialog
        opened={isSigning}
        onClose={() => setSigning(false)}
        evaluationId={evaluationId}
        paper={paper}
        readiness={readiness}
        onSigned={(letter) => {
          setSigning(false);
          notifyDone(`Letter ${letter.letterNumber} is signed.`);
        }}
      />
    </div>
  );
}

function SaveDraft({
  evaluationId,
  paper,
}: {
  readonly evaluationId: string;
  readonly paper: "letter" | "a4";
}) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await settleAnswers();
      const { savedTo } = await call("window.saveLetter", { draftOf: evaluationId, paper });
      if (savedTo) notifyDone("The draft is saved.", savedTo);
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={17} aria-hidden />}
      loading={busy}
      onClick={() => void save()}
    >
      Save draft PDF
    </Button>
  );
}
