import {
  Button,
  Checkbox,
  Group,
  Modal,
  Stack,
  Text,
  Textarea,
  TextInput,
  UnstyledButton,
} from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { type LetterDraft, mostCopies, type VisitLetter } from "../../../shared/contract/letters.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { KnownClinicians } from "../../components/directory/KnownClinicians.tsx";
import { readDraft, useDrafts } from "../../state/drafts.ts";
import classes from "./Aside.module.css";
import {
  type CopyValues,
  checkCopy,
  copiesAsBefore,
  copyValuesOf,
  emptyCopy,
  nameToFind,
  type Recipients,
  toAddressee,
  whyNoCopies,
} from "./recipients.ts";

interface CopiesDialogProps {
  /** What is typed of an address and not added yet is held under this name. */
  readonly draftKey: string;
  readonly draft: LetterDraft;
  readonly recipients: Recipients;
  /** The signed letter that this one follows. */
  readonly earlier: VisitLetter | undefined;
  readonly error: FourfoldError | undefined;
  onChange(part: Partial<LetterDraft>): void;
  onGoToItem(itemId: string): void;
  onClose(): void;
}

/** Who gets a copy beside the recipient of the letter. Each change is stored at once. */
export function CopiesDialog(props: CopiesDialogProps) {
  const { draftKey, draft, recipients, earlier, error, onChange, onGoToItem, onClose } = props;
  const { primaryCare, consent } = recipients;
  const before = copiesAsBefore(earlier?.copies.map(({ recipient }) => recipient) ?? [], draft, recipients);
  return (
    <Modal opened onClose={onClose} title="Copies of this letter" size="lg">
      <Stack gap="md">
        {consent !== "given" && (
          <div className={classes.warningBox} role="note">
            <Text>{whyNoCopies(recipients, 0)}</Text>
            <Button variant="default" onClick={() => onGoToItem("ENC.CONSENT")}>
              Go to the patient’s agreement
            </Button>
          </div>
        )}
        {primaryCare.is === "other" ? (
          <Checkbox
            label={`Copy to ${primaryCare.addressee.name}, primary care`}
            description={primaryCare.addressee.lines.join(", ") || "No address is recorded in the referral."}
            checked={!primaryCare.isLeftOut}
            data-autofocus
            onChange={(event) =>
              onChange({ withoutPrimaryCare: event.currentTarget.checked ? undefined : true })
            }
          />
        ) : (
          <Text>
            {primaryCare.is === "referrer"
              ? "The primary care clinician referred the patient and gets the letter itself."
              : "No primary care clinician is recorded in the referral."}
            {primaryCare.is === "not recorded" && (
              <Button ms="sm" variant="default" onClick={() => onGoToItem("REF.PCP")}>
                Go to the referral
              </Button>
            )}
          </Text>
        )}
        <ul className={classes.plain} aria-label="Further copies">
          {draft.copies.map((copy) => (
            <li key={copy.name} className={classes.copy}>
              <span>
                {copy.name}
                <span className={classes.kindWords}>{copy.lines.join(", ")}</span>
              </span>
              <UnstyledButton
                className={classes.small}
                aria-label={`Remove ${copy.name}`}
                onClick={() => onChange({ copies: draft.copies.filter((one) => one !== copy) })}
              >
                Remove
              </UnstyledButton>
            </li>
          ))}
        </ul>
        {earlier !== undefined && before.length > 0 && (
          <Group>
            <Button variant="default" onClick={() => onChange({ copies: [...draft.copies, ...before] })}>
              Also to {before.map(({ name }) => name).join(", ")}, as letter {earlier.letterNumber}
            </Button>
          </Group>
        )}
        {error && <ErrorNote error={error} />}
        <NewCopy
          draftKey={draftKey}
          draft={draft}
          takesFocus={primaryCare.is !== "other"}
          onAdd={(copy) => onChange({ copies: [...draft.copies, copy] })}
          onClose={onClose}
        />
      </Stack>
    </Modal>
  );
}

interface NewCopyProps {
  readonly draftKey: string;
  readonly draft: LetterDraft;
  readonly takesFocus: boolean;
  onAdd(copy: LetterDraft["copies"][number]): void;
  onClose(): void;
}

function NewCopy({ draftKey, draft, takesFocus, onAdd, onClose }: NewCopyProps) {
  const { keep, drop } = useDrafts();
  const [values, setValues] = useState(() => readDraft<CopyValues>(draftKey) ?? emptyCopy);
  const [tried, setTried] = useState(false);
  const [refusesToClose, setRefuses] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const address = useRef<HTMLTextAreaElement>(null);
  const problems = tried ? checkCopy(values, draft.copies) : {};
  const isEmpty = values.name.trim() === "" && values.address.trim() === "";
  const type = (part: Partial<CopyValues>) => {
    const typed = { ...values, ...part };
    setValues(typed);
    setRefuses(false);
    keep(draftKey, typed);
  };
  const clear = () => {
    setValues(emptyCopy);
    setTried(false);
    setRefuses(false);
    drop(draftKey);
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(checkCopy(values, draft.copies)).length > 0) return;
    onAdd(toAddressee(values));
    clear();
    name.current?.focus();
  };
  if (draft.copies.length >= mostCopies) {
    return (
      <>
        <Text>A letter takes at most {mostCopies} further copies.</Text>
        <Group>
          <Button onClick={onClose}>Done</Button>
        </Group>
      </>
    );
  }
  return (
    <form noValidate onSubmit={add}>
      <Stack gap="sm">
        <div>
          <TextInput
            ref={name}
            label="Another copy to"
            description="Name with title, as on the envelope"
            {...(takesFocus ? { "data-autofocus": true } : {})}
            autoComplete="off"
            value={values.name}
            onChange={(event) => type({ name: event.currentTarget.value })}
            error={problems.name}
          />
          <KnownClinicians
            typedName={nameToFind(values.name)}
            onUse={({ referrer }) => {
              const found = copyValuesOf(referrer);
              type(found);
              address.current?.focus();
              return nameToFind(found.name);
            }}
          />
        </div>
        <Textarea
          ref={address}
          label="Address"
          description="At most four lines"
          autosize
          minRows={3}
          maxRows={6}
          value={values.address}
          onChange={(event) => type({ address: event.currentTarget.value })}
          error={problems.address}
        />
        {refusesToClose && <Text role="alert">This copy is not added yet: add it, or clear the fields.</Text>}
        <Group>
          <Button type="submit" variant="default">
            Add the copy
          </Button>
          {!isEmpty && (
            <Button variant="default" onClick={clear}>
              Clear the fields
            </Button>
          )}
          <Button onClick={() => (isEmpty ? onClose() : setRefuses(true))}>Done</Button>
        </Group>
      </Stack>
    </form>
  );
}
