import { Modal, TextInput, VisuallyHidden } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import findClasses from "../../app/FindAnything.module.css";
import { useStructure } from "../../state/evaluation/context.ts";
import type { Structure } from "../../state/evaluation/structure.ts";

interface FindItemDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onFound: (itemId: string) => void;
}

/** Finds a finding by its name, in any part. */
export function FindItemDialog({ opened, onClose, onFound }: FindItemDialogProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} centered={false} yOffset="12vh" size="lg">
      <Modal.Overlay />
      <Modal.Content aria-label="Find an item">
        <ItemFinder onFound={onFound} />
      </Modal.Content>
    </Modal.Root>
  );
}

interface Candidate {
  readonly itemId: string;
  readonly label: string;
  readonly detail: string;
  readonly words: string;
}

const mostShown = 40;

function ItemFinder({ onFound }: Pick<FindItemDialogProps, "onFound">) {
  const structure = useStructure();
  const candidates = useMemo(() => candidatesOf(structure), [structure]);
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const found = useMemo(() => matching(candidates, typed), [candidates, typed]);
  const active = Math.min(chosen, found.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1 };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      const next = (target + found.length) % Math.max(1, found.length);
      setChosen(next);
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      const one = found[active];
      if (one !== undefined) onFound(one.itemId);
    }
  };

  return (
    <>
      <TextInput
        size="md"
        variant="unstyled"
        className={findClasses.field}
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder="Name of a finding, or its id"
        aria-label="Find an item"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
        data-autofocus
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label="Found" className={findClasses.list}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys for its list
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          <div
            key={one.itemId}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className={findClasses.option}
            onMouseMove={() => setChosen(index)}
            onClick={() => onFound(one.itemId)}
          >
            <span />
            <span className={findClasses.label}>{one.label}</span>
            <span className={findClasses.detail}>{one.detail}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={findClasses.nothing}>Nothing is called that.</p>}
      <VisuallyHidden role="status">{found.length} found</VisuallyHidden>
    </>
  );
}

function candidatesOf(structure: Structure): readonly Candidate[] {
  return structure.parts.flatMap((part) =>
    part.groups.flatMap(({ group, items }) =>
      items.map((item) => ({
        itemId: item.id,
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
