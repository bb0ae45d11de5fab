import { Button, Center, Group, Loader } from "@mantine/core";
import { useCallback, useState } from "react";
import type { LetterOffer, VisitLetter } from "../../../shared/contract/letters.ts";
import { copyFor } from "../../../shared/letter/copies.ts";
import type { Sentence } from "../../../shared/letter/document.ts";
import { isFinal, kindNames, type LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { formatDate } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import type { LetterView } from "../../state/letterView.ts";
import { useNavigation } from "../../state/navigation.ts";
import { useRead } from "../../state/queries.ts";
import { AmendAction } from "./AmendAction.tsx";
import asideClasses from "./Aside.module.css";
import { FollowUpAction } from "./FollowUpAction.tsx";
import classes from "./Letter.module.css";
import { ReadOnlySheet } from "./ReadOnlySheet.tsx";
import { SignedNote } from "./SignedNote.tsx";
import { type LookedAt, SourceBox } from "./SourceBox.tsx";
import { VisitLetters } from "./VisitLetters.tsx";

interface SignedLetterProps {
  readonly evaluationId: string;
  readonly letter: VisitLetter;
  /** The copy to be shown in its place. */
  readonly copyId: string | undefined;
  readonly letters: readonly VisitLetter[];
  readonly offers: readonly LetterOffer[];
  /** It is looked at beside the letter that the evaluation has. */
  readonly isApart: boolean;
  onView(view?: LetterView): void;
  onGoToItem(itemId: string): void;
}

/** A letter as it was signed, with what can be done next: nothing of it changes. */
export function SignedLetter(props: SignedLetterProps) {
  const { evaluationId, letter, copyId, letters, offers, isApart, onView, onGoToItem } = props;
  const { letterId, kind } = letter;
  const stored = useRead("letter.show", { letterId });
  const [lookedAt, setLookedAt] = useState<LookedAt>();
  const lookAt = useCallback((sentence: Sentence) => setLookedAt({ sentence }), []);
  if (!stored.data) {
    return stored.error ? (
      <div className={classes.fallback}>
        <ErrorNote error={stored.error} />
      </div>
    ) : (
      <Center h="100%">
        <Loader />
      </Center>
    );
  }
  const copy = letter.copies.find((one) => one.copyId === copyId);
  const document = copy === undefined ? stored.data.document : copyFor(stored.data.document, copy.recipient);
  const isOwn = letter.evaluationId === evaluationId;
  const isCurrent = isOwn && isFinal(kind) && letter.amendedBy === undefined;
  const mayBegin = (wanted: LetterKind) => offers.some((one) => one.kind === wanted && one.isPossible);
  return (
    <div className={classes.panel}>
      <div className={classes.desk}>
        {isApart && (
          <div className={asideClasses.notice} role="note">
            <span>
              Letter {letter.letterNumber}, {kindNames[kind].toLowerCase()}, as it was signed.
            </span>
            <Button variant="default" onClick={() => onView()}>
              Back to the letter
            </Button>
          </div>
        )}
        {letter.amendedBy && <CorrectedNotice evaluationId={evaluationId} letter={letter} onView={onView} />}
        <ReadOnlySheet document={document} onGoToItem={onGoToItem} onLookAt={lookAt} />
      </div>
      <aside className={classes.aside} aria-label="Signing">
        <div className={classes.scrolling}>
          <SignedNote
            letter={letter}
            copyId={copyId}
            onShowCopy={(wanted) => onView({ letterId, ...(wanted === undefined ? {} : { copyId: wanted }) })}
          >
            {isCurrent && (
              <>
                <FollowUpAction evaluationId={letter.evaluationId} />
                <Group gap="sm" grow>
                  {mayBegin("summary") && (
                    <Button px="xs" variant="default" onClick={() => onView({ kind: "summary" })}>
                      One-page summary
                    </Button>
                  )}
                  {mayBegin("addendum") && (
                    <Button px="xs" variant="default" onClick={() => onView({ kind: "addendum" })}>
                      Addendum
                    </Button>
                  )}
                </Group>
                <AmendAction letter={letter} />
              </>
            )}
          </SignedNote>
          <div className={classes.below}>
            <VisitLetters
              letters={letters}
              shown={letterId}
              onShow={(wanted) => onView({ letterId: wanted })}
            />
          </div>
        </div>
        <SourceBox lookedAt={lookedAt} isDraft={false} onGoToItem={onGoToItem} />
      </aside>
    </div>
  );
}

/** Leads to the letter that counts, where the next steps are taken. */
function CorrectedNotice({
  evaluationId,
  letter,
  onView,
}: Pick<SignedLetterProps, "evaluationId" | "letter" | "onView">) {
  const go = useNavigation((navigation) => navigation.go);
  const { amendedBy, correctedIn } = letter;
  if (amendedBy === undefined) return null;
  const open = () => {
    if (correctedIn === undefined || correctedIn === evaluationId) onView({ letterId: amendedBy.letterId });
    else go({ screen: "evaluation", evaluationId: correctedIn, view: "letter" });
  };
  return (
    <div className={asideClasses.notice} data-warning="true" role="note">
      <span>
        Letter {amendedBy.letterNumber} of {formatDate(amendedBy.letterDate)} took the place of this one.
      </span>
      <Button variant="default" onClick={open}>
        Open letter {amendedBy.letterNumber}
      </Button>
    </div>
  );
}
