import { Modal, TextInput, VisuallyHidden } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import {
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import classes from "./Finder.module.css";

/** One thing that was found. */
export interface Found {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly Icon?: ComponentType<{ size?: number; "aria-hidden"?: boolean }>;
}

interface FinderDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** What the dialog and its field are called. */
  readonly label: string;
  readonly children: ReactNode;
}

/** The dialog of a finder, near the top of the window; it is there with the key that asked for it. */
export function FinderDialog({ opened, onClose, label, children }: FinderDialogProps) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      centered={false}
      yOffset="12vh"
      size="lg"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={label}>{children}</Modal.Content>
    </Modal.Root>
  );
}

interface FinderProps<One extends Found> {
  readonly label: string;
  readonly placeholder: string;
  readonly typed: string;
  readonly onTyped: (text: string) => void;
  readonly found: readonly One[];
  /** Until it is, that nothing is found says nothing. */
  readonly isSettled?: boolean;
  readonly nothing: string;
  readonly onChoose: (one: One) => void;
}

/** A field and the list of what it finds: arrows move in the list, Enter takes, the focus stays in the field. */
export function Finder<One extends Found>(props: FinderProps<One>) {
  const { label, placeholder, typed, onTyped, found, isSettled = true, nothing, onChoose } = props;
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  // At once, and not after the dialog's own focus trap: the next key may follow within milliseconds.
  useLayoutEffect(() => field.current?.focus(), []);
  const [chosen, setChosen] = useState(0);
  const active = Math.min(chosen, found.length - 1);
  const optionId = (position: number) => `${listId}-${position}`;
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1 };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setChosen((target + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const one = found[active];
      if (one !== undefined) onChoose(one);
    }
  };
  const status = isSettled ? `${found.length} found` : "Searching";
  return (
    <>
      <TextInput
        ref={field}
        size="md"
        variant="unstyled"
        className={classes.field}
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder={placeholder}
        aria-label={label}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={found[active] ? optionId(active) : undefined}
        data-autofocus
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          onTyped(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={listId} role="listbox" aria-label="Found" className={classes.list}>
        {found.map((one, position) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys for its list
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          <div
            key={one.id}
            id={optionId(position)}
            role="option"
            aria-selected={position === active}
            className={classes.option}
            onMouseMove={() => setChosen(position)}
            onClick={() => onChoose(one)}
          >
            {one.Icon && <one.Icon size={17} aria-hidden />}
            <span className={classes.label}>{one.label}</span>
            <span className={classes.detail}>{one.detail}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={classes.nothing}>{isSettled ? nothing : "Searching"}</p>}
      <VisuallyHidden role="status">{status}</VisuallyHidden>
    </>
  );
}
