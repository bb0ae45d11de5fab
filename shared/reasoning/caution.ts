import type { EvidenceTag } from "../checklist/kinds.ts";
import type { Statement } from "./rule.ts";

/** What has to be minded before a procedure or with a medicine. It informs and is never an order to a patient. */
export interface Caution extends Statement {
  readonly kind:
    | "antithrombotic"
    | "steroid"
    | "infection"
    | "contrast"
    | "pregnancy"
    | "device"
    | "allergy"
    | "sedation"
    | "opioid"
    | "controlled drug";
  /** "blocker": nothing elective is booked until it is settled. */
  readonly level: "blocker" | "warning" | "note";
  /** GK and DESIGN are to be confirmed by the practice's physician. */
  readonly tag: EvidenceTag;
}
