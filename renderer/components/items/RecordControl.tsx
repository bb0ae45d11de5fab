import { IconChevronDown } from "@tabler/icons-react";
import { memo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Field } from "../../../shared/checklist/kinds.ts";
import { valueAt } from "../../state/evaluation/binding.ts";
import { useBinding, useEvaluationState, useReadOnly } from "../../state/evaluation/context.ts";
import { CellControl } from "./CellControl.tsx";
import fieldClasses from "./fields.module.css";
import { focusControl } from "./focus.ts";
import { furtherFieldsOf } from "./furtherFields.ts";
import classes from "./items.module.css";

interface RecordFieldsProps {
  readonly itemId: string;
  /** Where the record lies within the item: nothing for a record, a side of a pair, a row of a repeat. */
  readonly keys: readonly (string | number)[];
  readonly fields: readonly Field[];
  /** Before each field's own label, where the field alone would not say what it belongs to: "Patellar, right". */
  readonly namePrefix?: string;
}

/** The fields of a record side by side, each under its label. Drawn once: each field follows its own value. */
export const RecordFields = memo(function RecordFields({
  itemId,
  keys,
  fields,
  namePrefix,
}: RecordFieldsProps) {
  const container = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  const further = furtherFieldsOf(itemId);
  // One of them with a value shows them all: nothing of what is recorded may be out of sight.
  const isUsed = useEvaluationState(({ evaluation: { answers } }) =>
    further.some((field) => valueAt(answers[itemId]?.value, [...keys, field]) !== undefined),
  );
  const folds = further.length > 0 && !opened && !isUsed;
  const folded = fields.filter(({ id }) => folds && further.includes(id));
  const unfold = () => {
    flushSync(() => setOpened(true));
    focusControl(container.current?.querySelector(`[data-field="${folded[0]?.id}"]`));
  };
  return (
    <div ref={container} className={fieldClasses.fields}>
      {fields.map((field) =>
        folded.includes(field) ? null : (
          <RecordField key={field.id} itemId={itemId} keys={keys} field={field} namePrefix={namePrefix} />
        ),
      )}
      {folded.length > 0 && (
        <button
          type="button"
          className={`${classes.quietButton} ${fieldClasses.further}`}
          title={folded.map(({ label }) => label).join(", ")}
          onClick={unfold}
        >
          <IconChevronDown size={14} aria-hidden />
          {folded.length} more {folded.length === 1 ? "field" : "fields"}
          {namePrefix !== undefined && <span className={classes.hidden}> of {namePrefix}</span>}
        </button>
      )}
    </div>
  );
}, samePlace);

function samePlace(before: RecordFieldsProps, after: RecordFieldsProps): boolean {
  return (
    before.itemId === after.itemId &&
    before.fields === after.fields &&
    before.namePrefix === after.namePrefix &&
    before.keys.join("/") === after.keys.join("/")
  );
}

interface RecordFieldProps {
  readonly itemId: string;
  readonly keys: readonly (string | number)[];
  readonly field: Field;
  readonly namePrefix?: string | undefined;
}

function RecordField({ itemId, keys, field, namePrefix }: RecordFieldProps) {
  const binding = useBinding(itemId, ...keys, field.id);
  const readOnly = useReadOnly();
  return (
    <div className={fieldClasses.field} data-field={field.id} data-width={widthOf(field)}>
      <span className={fieldClasses.fieldLabel}>
        {field.label}
        {field.required ? <RequiredMark /> : null}
      </span>
      <CellControl
        kind={field}
        binding={binding}
        name={namePrefix === undefined ? field.label : `${namePrefix}, ${field.label.toLowerCase()}`}
        readOnly={readOnly}
        compact
      />
    </div>
  );
}

/** Words beside a star, so that it is more than a sign. */
export function RequiredMark() {
  return (
    <span title="Required">
      <span aria-hidden> *</span>
      <span className={classes.hidden}> required</span>
    </span>
  );
}

/** Many chips and long words take a line of their own; short words share one. */
function widthOf(field: Field): "whole" | "words" | "own" {
  if (field.kind === "multi") return "whole";
  if (field.kind !== "text") return "own";
  return field.multiline || (field.maxLength ?? 4000) > 300 ? "whole" : "words";
}
