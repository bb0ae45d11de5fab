import type { RefObject } from "react";
import { ItemRow } from "../../components/items/ItemRow.tsx";
import { useOpenedEvaluation, useReadOnly, useStructure } from "../../state/evaluation/context.ts";
import { CarryForwardOffer } from "./CarryForwardOffer.tsx";
import classes from "./Evaluation.module.css";
import { ReferralForm } from "./laterParts.ts";

/** The referral as it came, and what belongs to the visit. */
export function ReferralView({ heading }: { readonly heading: RefObject<HTMLHeadingElement | null> }) {
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const structure = useStructure();
  const items =
    structure.parts.find((part) => part.partId === "referral")?.groups.flatMap((group) => group.items) ?? [];
  return (
    <>
      <section className={classes.visit} aria-labelledby="visit-heading">
        <div className={classes.groupHead}>
          <h2 id="visit-heading" ref={heading} tabIndex={-1} className={classes.groupTitle}>
            Visit
          </h2>
        </div>
        <CarryForwardOffer />
        <div className={classes.items}>
          {items.map((item) => (
            <ItemRow key={item.id} item={item} required={structure.required.has(item.id)} />
          ))}
        </div>
      </section>
      {!readOnly && (
        <div className={classes.referral}>
          <ReferralForm
            mode="edit"
            evaluationId={evaluation.evaluationId}
            onSaved={(saved) => evaluation.setHeader(saved)}
          />
        </div>
      )}
    </>
  );
}
