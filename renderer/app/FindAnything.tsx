import { Modal, TextInput, VisuallyHidden } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import {
  IconFilePlus,
  IconFileText,
  IconKeyboard,
  IconListDetails,
  IconLock,
  IconSearch,
  IconSettings,
  IconUser,
} from "@tabler/icons-react";
import { type ComponentType, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { formatDate } from "../components/common/dates.ts";
import { useNavigation } from "../state/navigation.ts";
import { useRead } from "../state/queries.ts";
import { useSession } from "../state/session.ts";
import { useDialogs } from "./dialogs.ts";
import classes from "./FindAnything.module.css";

interface Found {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly Icon: ComponentType<{ size?: number; "aria-hidden"?: boolean }>;
  run(): void;
}

/** One field that finds a patient's evaluations, a letter by its number, or something to do. */
export function FindAnything() {
  const { open, close } = useDialogs();
  return (
    <Modal.Root
      opened={open === "findAnything"}
      onClose={close}
      centered={false}
      yOffset="12vh"
      size="lg"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Find anything">
        <Finder onClose={close} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder({ onClose }: { onClose(): void }) {
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  // At once, and not after the dialog's own focus trap: the next key may follow within milliseconds.
  useLayoutEffect(() => field.current?.focus(), []);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const { found, isSettled } = useFound(typed.trim());
  const active = Math.min(chosen, found.length - 1);
  const run = (one: Found | undefined) => {
    if (!one) return;
    onClose();
    one.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active - 1 };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setChosen((target + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(found[active]);
    }
  };
  return (
    <>
      <TextInput
        ref={field}
        size="md"
        variant="unstyled"
        className={classes.field}
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder="Patient by name, MRN or date of birth; letter number; something to do"
        aria-label="Find anything"
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
      <div id={listId} role="listbox" aria-label="Found" className={classes.list}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys for its list
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          <div
            key={one.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className={classes.option}
            onMouseMove={() => setChosen(index)}
            onClick={() => run(one)}
          >
            <one.Icon size={17} aria-hidden />
            <span className={classes.label}>{one.label}</span>
            <span className={classes.detail}>{one.detail}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={classes.nothing}>{isSettled ? "Nothing found." : "Searching"}</p>}
      <VisuallyHidden role="status">{isSettled ? `${found.length} found` : "Searching"}</VisuallyHidden>
    </>
  );
}

/** Until it is settled, that nothing is found says nothing. */
function useFound(typed: string): { readonly found: readonly Found[]; readonly isSettled: boolean } {
  const go = useNavigation((navigation) => navigation.go);
  const lock = useSession((session) => session.lock);
  const show = useDialogs((dialogs) => dialogs.show);
  const [text] = useDebouncedValue(typed, 80);
  const isSearching = text.length >= 2;
  const patients = useRead(
    "patients.search",
    { text: text.slice(0, 200), limit: 8 },
    { enabled: isSearching, keepPrevious: true },
  );
  const worklist = useRead("worklist.list", {}, { enabled: isSearching });
  const letters = useRead("letter.list", {}, { enabled: isSearching });

  const actions: readonly Found[] = [
    {
      id: "worklist",
      label: "Go to the worklist",
      detail: "",
      Icon: IconListDetails,
      run: () => go({ screen: "worklist" }),
    },
    {
      id: "newReferral",
      label: "New referral",
      detail: "",
      Icon: IconFilePlus,
      run: () => go({ screen: "newReferral" }),
    },
    {
      id: "settings",
      label: "Settings: phrases, practice and letterhead",
      detail: "",
      Icon: IconSettings,
      run: () => go({ screen: "settings" }),
    },
    {
      id: "shortcuts",
      label: "Show the keyboard shortcuts",
      detail: "?",
      Icon: IconKeyboard,
      run: () => show("shortcuts"),
    },
    { id: "lock", label: "Lock", detail: "Ctrl+L", Icon: IconLock, run: () => void lock("asked") },
  ];
  const words = typed.toLowerCase();
  const fitting = actions.filter((action) => action.label.toLowerCase().includes(words));
  if (!isSearching) return { found: fitting, isSettled: typed === text };

  const evaluations = (patients.data?.patients ?? []).flatMap(({ patient }) =>
    (worklist.data?.rows ?? [])
      .filter((row) => row.mrn === patient.mrn)
      .map(
        (row): Found => ({
          id: row.evaluationId,
          label: `${patient.familyName}, ${patient.givenNames}`,
          detail: `${formatDate(patient.dateOfBirth)}, MRN ${patient.mrn}, seen ${formatDate(row.visitDate)}`,
          Icon: IconUser,
          run: () => go({ screen: "evaluation", evaluationId: row.evaluationId, view: "history" }),
        }),
      ),
  );
  const signed = (letters.data?.letters ?? [])
    .filter((letter) => letter.letterNumber.toLowerCase().includes(words))
    .slice(0, 5)
    .map(
      (letter): Found => ({
        id: letter.letterId,
        label: `Letter ${letter.letterNumber}`,
        detail: `signed by ${letter.signedBy}`,
        Icon: IconFileText,
        run: () => go({ screen: "evaluation", evaluationId: letter.evaluationId, view: "letter" }),
      }),
    );
  const isSettled =
    typed === text &&
    [patients, worklist, letters].every((query) => query.data !== undefined || query.isError);
  return { found: [...evaluations, ...signed, ...fitting], isSettled };
}
