import { Button, Group, SegmentedControl, Title } from "@mantine/core";
import { IconDownload, IconTrash, IconWritingSign } from "@tabler/icons-react";
import { type RefObject, useState } from "react";
import type { LetterOffer, VisitLetter } from "../../../shared/contract/letters.ts";
import type { LetterRow } from "../../../shared/contract.ts";
import type { Passage } from "../../../shared/letter/edits.ts";
import { isEarly, isFinal, kindNames, type LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { notifyDone, notifyError } from "../../app/notify.ts";
import { GovernedButton } from "../../components/policy/GovernedButton.tsx";
import { call } from "../../state/bridge.ts";
import { useDrafts } from "../../state/drafts.ts";
import { openEvaluation } from "../../state/evaluation/registry.ts";
import type { LetterDraftKeeper } from "../../state/letterDraft.ts";
import type { LetterView } from "../../state/letterView.ts";
import { useRead } from "../../state/queries.ts";
import { DiscardDialog } from "./DiscardDialog.tsx";
import type { Preview } from "./DraftLetter.tsx";
import { EditedList } from "./EditedList.tsx";
import { KindChooser } from "./KindChooser.tsx";
import classes from "./Letter.module.css";
import { draftKeysOf, passageDraftKey, useOpenPassages } from "./passageDrafts.ts";
import { type EditedPassage, lostWhileTyped } from "./passages.ts";
import { ReadyToSign } from "./ReadyToSign.tsx";
import { RecipientsBox } from "./RecipientsBox.tsx";
import type { Destination } from "./readinessPlaces.ts";
import type { Recipients } from "./recipients.ts";
import { SignDialog } from "./SignDialog.tsx";
import { type LookedAt, SourceBox } from "./SourceBox.tsx";
import { settleAnswers } from "./settleAnswers.ts";
import { refreshLetter, type useLetterChange } from "./useLetterChange.ts";
import { VisitLetters } from "./VisitLetters.tsx";

interface DraftSideProps {
  readonly evaluationId: string;
  readonly preview: Preview;
  readonly offers: readonly LetterOffer[];
  readonly letters: readonly VisitLetter[];
  readonly ownFinal: VisitLetter | undefined;
  readonly side: RefObject<HTMLElement | null>;
  readonly recipients: Recipients;
  readonly edited: readonly EditedPassage[];
  readonly lookedAt: LookedAt | undefined;
  readonly keeper: LetterDraftKeeper;
  onView(view?: LetterView): void;
  onGoToItem(itemId: string): void;
  onGoTo(destination: Destination): void;
  onEdit(passage: Passage): void;
  readonly onChange: ReturnType<typeof useLetterChange>;
  onCopies(): void;
  onSigned(letter: LetterRow): void;
}

/** Beside a letter that is not signed: which kind it is, whom it goes to, what is still to be done, and the signature. */
export function DraftSide(props: DraftSideProps) {
  const { evaluationId, preview, offers, letters, ownFinal, edited, keeper, onView, onGoToItem } = props;
  const { kind, readiness } = preview;
  const practice = useRead("practice.read", {});
  const [chosenPaper, setPaper] = useState<"letter" | "a4">();
  const [isSigning, setSigning] = useState(false);
  const open = useOpenPassages(evaluationId, kind);
  const lost = lostWhileTyped(preview.passages, open).map((key) => ({
    key,
    draftKey: passageDraftKey(evaluationId, kind, key),
  }));
  const paper = chosenPaper ?? practice.data?.paper ?? "letter";

  const choose = async (wanted: LetterKind) => {
    // After the signature the evaluation's own kind stands: what follows it is only looked at.
    if (ownFinal !== undefined) return onView(wanted === ownFinal.kind ? undefined : { kind: wanted });
    await call("letter.chooseKind", { evaluationId, kind: wanted });
    await refreshLetter();
  };
  const signed = async (letter: LetterRow) => {
    setSigning(false);
    props.onSigned(letter);
    if (isFinal(letter.kind)) {
      onView();
      // The evaluation is frozen now, and its fields are to say so.
      return void openEvaluation(evaluationId).catch(notifyError);
    }
    onView({ letterId: letter.letterId });
    if (!isEarly(letter.kind)) return;
    // The next letter of this visit is the full one.
    await call("letter.chooseKind", { evaluationId, kind: "consultation" }).catch(notifyError);
    await refreshLetter();
  };
  return (
    <aside ref={props.side} className={classes.aside} aria-label="Signing">
      <div className={classes.actions}>
        <KindChooser kind={kind} offers={offers} isClosed={ownFinal !== undefined} onChoose={choose} />
        <RecipientsBox document={preview.document} recipients={props.recipients} onOpen={props.onCopies} />
        <div className={classes.paper}>
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
        </div>
        <Group gap="sm" grow>
          <SaveDraft evaluationId={evaluationId} kind={kind} paper={paper} keeper={keeper} />
          <Button leftSection={<IconWritingSign size={17} aria-hidden />} onClick={() => setSigning(true)}>
            Sign…
          </Button>
        </Group>
      </div>
      <div className={classes.readiness}>
        <ReadyToSign entries={readiness} onGo={props.onGoTo} />
        <EditedList
          edited={edited}
          lost={lost}
          onGo={(key) => props.onGoTo({ to: "passage", key })}
          onChange={props.onChange}
        />
        <DiscardDraft {...props} />
        <VisitLetters letters={letters} shown={undefined} onShow={(letterId) => onView({ letterId })} />
      </div>
      <SourceBox lookedAt={props.lookedAt} isDraft onGoToItem={onGoToItem} onEdit={props.onEdit} />
      <SignDialog
        opened={isSigning}
        onClose={() => setSigning(false)}
        evaluationId={evaluationId}
        kind={kind}
        paper={paper}
        isEditing={open.length > 0}
        keeper={keeper}
        readiness={readiness}
        onSigned={(letter) => void signed(letter)}
      />
    </aside>
  );
}

interface SaveDraftProps {
  readonly evaluationId: string;
  readonly kind: LetterKind;
  readonly paper: "letter" | "a4";
  readonly keeper: LetterDraftKeeper;
}

function SaveDraft({ evaluationId, kind, paper, keeper }: SaveDraftProps) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await settleAnswers();
      await keeper.flush();
      const { savedTo } = await call("window.saveLetter", { draftOf: evaluationId, kind, paper });
      if (savedTo) notifyDone("The draft is saved.", savedTo);
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <GovernedButton
      needs={["exportAllowed"]}
      variant="default"
      leftSection={<IconDownload size={17} aria-hidden />}
      loading={busy}
      onClick={() => void save()}
    >
      Save draft PDF
    </GovernedButton>
  );
}

/** Takes back all that was prepared for this kind; asked once, because it cannot be undone. */
function DiscardDraft({ evaluationId, preview, edited, keeper, ownFinal, onView }: DraftSideProps) {
  const { kind, draft } = preview;
  const [isAsking, setAsking] = useState(false);
  const isEditing = useOpenPassages(evaluationId, kind).length > 0;
  const isPrepared = draft.revision > 0 || isEditing;
  if (!isPrepared) return null;
  const discard = async () => {
    await keeper.flush();
    await call("letter.discardDraft", { evaluationId, kind });
    const { drop } = useDrafts.getState();
    for (const key of draftKeysOf(evaluationId, kind)) drop(key);
    keeper.reset();
    setAsking(false);
    if (ownFinal !== undefined) onView();
    await refreshLetter();
    notifyDone("The draft is discarded.");
  };
  const edits = edited.length === 1 ? "the edited passage" : `the ${edited.length} edited passages`;
  const prepared = edited.length === 0 ? "any copies and own text" : `${edits}, any copies and own text`;
  return (
    <div className={classes.discard}>
      <Button
        variant="default"
        leftSection={<IconTrash size={17} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Discard draft…
      </Button>
      {isAsking && (
        <DiscardDialog
          title="Discard the draft"
          submit="Discard the draft"
          onDiscard={discard}
          onClose={() => setAsking(false)}
        >
          What was prepared for this {kindNames[kind].toLowerCase()} is thrown away: {prepared}. The findings
          stay, the letter is composed from them anew, and the list of letters shows nothing of it.
        </DiscardDialog>
      )}
    </div>
  );
}
