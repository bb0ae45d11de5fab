import { createHash } from "node:crypto";
import { toCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { Practice, Signer } from "../../../shared/evaluation/people.ts";
import { letterBundle } from "../../../shared/interchange/fhir/bundle.ts";
import { released } from "../../../shared/interchange/released.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import type { LetterAttachment } from "./pdf.ts";

/** A letter at the moment it is signed. */
export interface SignedContent {
  readonly letterId: string;
  readonly evaluation: Evaluation;
  readonly document: LetterDocument;
  readonly practice: Practice;
  readonly signer: Signer;
  readonly signedAt: Date;
}

/**
 * What a signed letter carries for programs: the evaluation as a case file, and as a FHIR document. Both hold what counts in
 * the letter and no more, and are the same bytes for the same letter.
 */
export function findingsOf(content: SignedContent): readonly LetterAttachment[] {
  const { letterId, evaluation, document, practice, signer, signedAt } = content;
  const bundle = letterBundle(evaluation, {
    practice,
    signer,
    signedAt: signedAt.toISOString(),
    letter: document,
    idOf: (name) => namedUuid(letterId, name),
  });
  return [
    {
      name: "evaluation.json",
      mimeType: "application/json",
      bytes: jsonBytes(toCaseFile(released(evaluation))),
      description: "The findings of this letter as a Fourfold case file",
      relationship: "Source",
    },
    {
      name: "evaluation.fhir.json",
      mimeType: "application/fhir+json",
      bytes: jsonBytes(bundle),
      description: "This letter and its findings as a FHIR R4 document",
      relationship: "Alternative",
    },
  ];
}

/** Without white space: it is read by programs, and makes every letter larger. */
function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** A version 8 UUID (RFC 9562) made from the letter's id and a name within it. */
export function namedUuid(letterId: string, name: string): string {
  const hex = createHash("sha256").update(`${letterId}\n${name}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b11) | 0b1000).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
