import { memo } from "react";
import type { Field } from "../../../shared/checklist/kinds.ts";
import { useBinding, useReadOnly } from "../../state/evaluation/context.ts";
import { CellControl } from "./CellControl.tsx";
import fieldClasses from "./fields.module.css";
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
  return (
    <div className={fieldClasses.fields}>
      {fields.map((field) => (
        <RecordField key={field.id} itemId={itemId} keys={keys} field={field} namePrefix={namePrefix} />
      ))}
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
    <div className={fieldClasses.field} data-width={widthOf(field)}>
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
