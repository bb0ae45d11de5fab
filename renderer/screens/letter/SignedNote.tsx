import { Button, Text, Title } from "@mantine/core";
import { IconCircleCheck, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import type { LetterRow } from "../../../shared/contract.ts";
import { notifyDone, notifyError } from "../../app/notify.ts";
import { formatInstant } from "../../components/common/dates.ts";
import { call } from "../../state/bridge.ts";
import { FollowUpAction } from "./FollowUpAction.tsx";
import classes from "./Letter.module.css";

/** A signed letter: its number, who signed it when, and the fingerprint of its bytes. */
export function SignedNote({ letter }: { readonly letter: LetterRow }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { savedTo } = await call("window.saveLetter", { letterId: letter.letterId });
      if (savedTo) notifyDone(`Letter ${letter.letterNumber} is saved.`, savedTo);
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={classes.signed} aria-labelledby={`signed-${letter.letterId}`}>
      <Title order={2} id={`signed-${letter.letterId}`} className={classes.ready}>
        <IconCircleCheck size={18} aria-hidden />
        Signed
      </Title>
      <dl className={classes.facts}>
        <dt>Letter number</dt>
        <dd>{letter.letterNumber}</dd>
        <dt>Signed by</dt>
        <dd>{letter.signedBy}</dd>
        <dt>Signed at</dt>
        <dd className="tabular">{formatInstant(letter.signedAt)}</dd>
        <dt>Size</dt>
        <dd className="tabular">{Math.ceil(letter.byteLength / 1024)} KB</dd>
        <dt>SHA-256 of the PDF</dt>
        <dd className={classes.hash}>{letter.sha256}</dd>
      </dl>
      <Text size="xs" c="dimmed">
        The letter is fixed. Whoever holds the PDF can check by this number that not a byte was changed.
      </Text>
      <Button
        fullWidth
        leftSection={<IconDownload size={17} aria-hidden />}
        loading={busy}
        onClick={() => void save()}
      >
        Save PDF
      </Button>
      <FollowUpAction evaluationId={letter.evaluationId} />
    </section>
  );
}
