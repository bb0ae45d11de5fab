import fieldClasses from "./fields.module.css";

interface KeyedLabelProps {
  readonly label: string;
  /** The key that chooses it, if it has one of its own. */
  readonly sign: string | undefined;
}

/** The words of a choice, its key underlined. */
export function KeyedLabel({ label, sign }: KeyedLabelProps) {
  const at = sign === undefined ? -1 : placeOfKey(label.toLowerCase(), sign);
  if (sign === undefined) return label;
  if (at < 0) {
    return (
      <span>
        {label} <u className={fieldClasses.ownKey}>{sign}</u>
      </span>
    );
  }
  return (
    <span>
      {label.slice(0, at)}
      <u className={fieldClasses.ownKey}>{label.slice(at, at + 1)}</u>
      {label.slice(at + 1)}
    </span>
  );
}

/** Where a word begins with it, else wherever it is. */
function placeOfKey(label: string, sign: string): number {
  const atWord = [...label].findIndex(
    (letter, index) => letter === sign && (index === 0 || !/[a-z0-9]/.test(label.charAt(index - 1))),
  );
  return atWord >= 0 ? atWord : label.indexOf(sign);
}
