import { Button, Modal, Text, UnstyledButton } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { LetterOffer } from "../../../shared/contract/letters.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { kindNames, type LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { useShortcuts } from "../../app/shortcuts.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { asFourfoldError } from "../../state/failures.ts";
import classes from "./Aside.module.css";

/** What each kind is for, in a line. */
const purposes: Readonly<Record<LetterKind, string>> = {
  consultation: "Answers the referral in full and closes the evaluation.",
  summary: "One page that goes out with the full letter.",
  interim: "Goes out before the evaluation is complete, and says what is open.",
  urgent: "Tells an emergency or urgent red flag, and what was done, on the day of the visit.",
  procedureFollowUp: "Tells what a block or another procedure brought, and what follows.",
  addendum: "Adds to the full letter, in your own words.",
  amended: "Corrects the full letter and takes its place.",
};

interface KindChooserProps {
  readonly kind: LetterKind;
  readonly offers: readonly LetterOffer[];
  /** Its full letter is signed: it calls for nothing more. */
  readonly isClosed: boolean;
  onChoose(kind: LetterKind): Promise<void>;
}

/** Which letter it is to be. Kinds that cannot be chosen now stay in the list and say why. */
export function KindChooser({ kind, offers, isClosed, onChoose }: KindChooserProps) {
  const [isChoosing, setChoosing] = useState(false);
  const suggested = isClosed ? undefined : offers.find(({ isSuggested }) => isSuggested)?.kind;
  useShortcuts([{ keys: "K", label: "Kind of letter", scope: "Letter", run: () => setChoosing(true) }]);
  return (
    <div className={classes.kind}>
      <Button
        fullWidth
        variant="default"
        justify="space-between"
        title="Kind of letter (K)"
        aria-label={`Kind of letter: ${kindNames[kind]}`}
        rightSection={<IconChevronDown size={16} aria-hidden />}
        onClick={() => setChoosing(true)}
      >
        {kindNames[kind]}
      </Button>
      {suggested !== undefined && suggested !== kind && (
        <Text size="xs">This evaluation calls for: {kindNames[suggested]}</Text>
      )}
      <Modal opened={isChoosing} onClose={() => setChoosing(false)} title="Kind of letter" size="lg">
        <KindList
          kind={kind}
          offers={offers}
          isClosed={isClosed}
          onChoose={async (chosen) => {
            await onChoose(chosen);
            setChoosing(false);
          }}
        />
      </Modal>
    </div>
  );
}

function KindList({ kind, offers, isClosed, onChoose }: KindChooserProps) {
  const list = useRef<HTMLUListElement>(null);
  const [error, setError] = useState<FourfoldError>();
  const choose = async (offer: LetterOffer) => {
    if (!offer.isPossible) return;
    setError(undefined);
    try {
      await onChoose(offer.kind);
    } catch (caught) {
      setError(asFourfoldError(caught));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const entries: HTMLElement[] = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = document.activeElement instanceof HTMLElement ? entries.indexOf(document.activeElement) : -1;
    entries[Math.min(Math.max(at + by, 0), entries.length - 1)]?.focus();
  };
  return (
    <>
      {error && <ErrorNote error={error} />}
      <ul ref={list} className={classes.kinds} onKeyDown={onKeyDown}>
        {offers.map((offer) => (
          <li key={offer.kind}>
            <UnstyledButton
              className={classes.kindEntry}
              aria-disabled={!offer.isPossible}
              aria-current={offer.kind === kind}
              {...(offer.kind === kind ? { "data-autofocus": true } : {})}
              onClick={() => void choose(offer)}
            >
              <span className={classes.kindCheck}>
                {offer.kind === kind && <IconCheck size={17} aria-hidden />}
              </span>
              <span>
                <span className={classes.kindName}>
                  {kindNames[offer.kind]}
                  {offer.isSuggested && !isClosed && <span className={classes.tag}>suggested</span>}
                  {offer.hasDraft && <span className={classes.tag}>begun</span>}
                </span>
                <span className={classes.kindWords}>
                  {offer.isPossible ? purposes[offer.kind] : `Not now. ${offer.because ?? ""}`}
                </span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
}
