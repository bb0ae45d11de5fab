import { Text, Title, UnstyledButton } from "@mantine/core";
import { IconCircleCheck, IconDownload } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { VisitLetter } from "../../../shared/contract/letters.ts";
import { kindNames } from "../../../shared/letter/kinds/kinds.ts";
import { notifyDone, notifyError } from "../../app/notify.ts";
import { formatInstant } from "../../components/common/dates.ts";
import { GovernedButton } from "../../components/policy/GovernedButton.tsx";
import { call } from "../../state/bridge.ts";
import asideClasses from "./Aside.module.css";
import classes from "./Letter.module.css";

interface SignedNoteProps {
  readonly letter: VisitLetter;
  /** The copy that is shown; none where the letter itself is. */
  readonly copyId: string | undefined;
  onShowCopy(copyId: string | undefined): void;
  /** What can be done next. */
  readonly children?: ReactNode;
}

/** A signed letter: its number, who signed it when, the fingerprint of its bytes, and whom its copies go to. */
export function SignedNote({ letter, copyId, onShowCopy, children }: SignedNoteProps) {
  const [busy, setBusy] = useState(false);
  const save = async (copy?: string) => {
    setBusy(true);
    try {
      const { savedTo } = await call("window.saveLetter", {
        letterId: letter.letterId,
        ...(copy === undefined ? {} : { copyId: copy }),
      });
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
        <dt>{kindNames[letter.kind]}</dt>
        <dd>{letter.letterNumber}</dd>
        <dt>Signed by</dt>
        <dd>
          {letter.signedBy}, <span className="tabular">{formatInstant(letter.signedAt)}</span>
        </dd>
        {letter.reason !== undefined && (
          <>
            <dt>Corrects {letter.cites?.letterNumber}, because</dt>
            <dd>{letter.reason}</dd>
          </>
        )}
        <dt>SHA-256 of the PDF, {Math.ceil(letter.byteLength / 1024)} KB</dt>
        <dd className={classes.hash}>{letter.sha256}</dd>
      </dl>
      <Text size="xs" c="dimmed">
        The letter is fixed. Whoever holds the PDF can check by this number that not a byte was changed.
      </Text>
      <GovernedButton
        needs={["exportAllowed"]}
        fullWidth
        leftSection={<IconDownload size={17} aria-hidden />}
        loading={busy}
        onClick={() => void save()}
      >
        Save PDF
      </GovernedButton>
      {letter.copies.length > 0 && (
        <div>
          <h3 className={asideClasses.partTitle}>Copies</h3>
          <ul className={asideClasses.plain}>
            {letter.copies.map((copy) => (
              <li key={copy.copyId} className={asideClasses.copy}>
                <span>{copy.recipient.name}</span>
                <span className={asideClasses.copyActions}>
                  <UnstyledButton
                    className={asideClasses.small}
                    aria-label={`Show the copy for ${copy.recipient.name}`}
                    aria-pressed={copy.copyId === copyId}
                    onClick={() => onShowCopy(copy.copyId === copyId ? undefined : copy.copyId)}
                  >
                    Show
                  </UnstyledButton>
                  <UnstyledButton
                    className={asideClasses.small}
                    aria-label={`Save the copy for ${copy.recipient.name} as PDF`}
                    disabled={busy}
                    onClick={() => void save(copy.copyId)}
                  >
                    Save
                  </UnstyledButton>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {children}
    </section>
  );
}
