import { Title, UnstyledButton } from "@mantine/core";
import type { VisitLetter } from "../../../shared/contract/letters.ts";
import { kindNames } from "../../../shared/letter/kinds/kinds.ts";
import type { DeskState } from "../../../shared/referrals/desk.ts";
import { formatDate } from "../../components/common/dates.ts";
import classes from "./Aside.module.css";

/** Where a letter is on its way, in a word or two. */
export const stateWords: Readonly<Record<DeskState, string>> = {
  toPrint: "to be printed",
  toSend: "to be sent",
  awaitingAcknowledgement: "sent",
  closed: "sent and closed",
  void: "void",
};

/** "2 Mar 2025, void, corrected by 2025-000002" */
export function letterWords({ signedAt, state, amendedBy }: VisitLetter): string {
  return [
    formatDate(signedAt.slice(0, 10)),
    stateWords[state],
    ...(amendedBy === undefined ? [] : [`corrected by ${amendedBy.letterNumber}`]),
  ].join(", ");
}

interface VisitLettersProps {
  readonly letters: readonly VisitLetter[];
  /** The one that is shown; none where that is a draft. */
  readonly shown: string | undefined;
  onShow(letterId: string): void;
}

/** All signed letters about the visit, the latest first; each can be looked at as it was signed. */
export function VisitLetters({ letters, shown, onShow }: VisitLettersProps) {
  if (letters.length === 0) return null;
  return (
    <section aria-labelledby="visit-letters" className={classes.part}>
      <Title order={2} id="visit-letters" className={classes.partTitle}>
        Letters of this visit
      </Title>
      <ul className={classes.plain}>
        {letters.map((letter) => (
          <li key={letter.letterId}>
            <UnstyledButton
              className={classes.letter}
              aria-current={letter.letterId === shown}
              onClick={() => onShow(letter.letterId)}
            >
              <span>
                <span className="tabular">{letter.letterNumber}</span> {kindNames[letter.kind]}
              </span>
              <span className={classes.kindWords}>{letterWords(letter)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
