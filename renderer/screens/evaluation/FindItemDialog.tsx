import { memo, useMemo, useState } from "react";
import { Finder, FinderDialog, type Found } from "../../components/common/Finder.tsx";
import { useStructure } from "../../state/evaluation/context.ts";
import type { Structure } from "../../state/evaluation/structure.ts";

interface FindItemDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onFound: (itemId: string) => void;
}

/** Finds a finding by its name, in any part. */
export const FindItemDialog = memo(function FindItemDialog({
  opened,
  onClose,
  onFound,
}: FindItemDialogProps) {
  return (
    <FinderDialog opened={opened} onClose={onClose} label="Find an item">
      <ItemFinder onFound={onFound} />
    </FinderDialog>
  );
});

/** Its id is the item's. */
interface Candidate extends Found {
  readonly words: string;
}

const mostShown = 40;

function ItemFinder({ onFound }: Pick<FindItemDialogProps, "onFound">) {
  const structure = useStructure();
  const candidates = useMemo(() => candidatesOf(structure), [structure]);
  const [typed, setTyped] = useState("");
  const found = useMemo(() => matching(candidates, typed), [candidates, typed]);
  return (
    <Finder
      label="Find an item"
      placeholder="Name of a finding, or its id"
      typed={typed}
      onTyped={setTyped}
      found={found}
      nothing="Nothing is called that."
      onChoose={({ id }) => onFound(id)}
    />
  );
}

function candidatesOf(structure: Structure): readonly Candidate[] {
  return structure.parts.flatMap((part) =>
    part.groups.flatMap(({ group, items }) =>
      items.map((item) => ({
        id: item.id,
        label: item.label,
        detail: `${part.label}: ${group.label}`,
        words: `${item.label} ${item.help ?? ""} ${group.label} ${item.id}`.toLowerCase(),
      })),
    ),
  );
}

/** Every typed word must occur; names that begin with what was typed come first. */
function matching(candidates: readonly Candidate[], typed: string): readonly Candidate[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const start = typed.trim().toLowerCase();
  const found = candidates.filter((candidate) => words.every((word) => candidate.words.includes(word)));
  const rank = (candidate: Candidate) => {
    const label = candidate.label.toLowerCase();
    if (label.startsWith(start)) return 0;
    return label.includes(start) ? 1 : 2;
  };
  return [...found].sort((one, other) => rank(one) - rank(other)).slice(0, mostShown);
}
