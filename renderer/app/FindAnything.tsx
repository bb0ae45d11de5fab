import { useDebouncedValue } from "@mantine/hooks";
import {
  IconFilePlus,
  IconFileText,
  IconKeyboard,
  IconListDetails,
  IconLock,
  IconSettings,
  IconUser,
} from "@tabler/icons-react";
import { useState } from "react";
import { formatDate } from "../components/common/dates.ts";
import { Finder, FinderDialog, type Found } from "../components/common/Finder.tsx";
import { useNavigation } from "../state/navigation.ts";
import { useRead } from "../state/queries.ts";
import { useAccount, useSession } from "../state/session.ts";
import { useWorklistView } from "../state/worklistView.ts";
import { useDialogs } from "./dialogs.ts";

interface Findable extends Found {
  run(): void;
}

/** One field that finds a patient's evaluations, a letter by its number, or something to do. */
export function FindAnything() {
  const { open, close } = useDialogs();
  return (
    <FinderDialog opened={open === "findAnything"} onClose={close} label="Find anything">
      <AnythingFinder onClose={close} />
    </FinderDialog>
  );
}

function AnythingFinder({ onClose }: { onClose(): void }) {
  const [typed, setTyped] = useState("");
  const { found, isSettled } = useFound(typed.trim());
  return (
    <Finder
      label="Find anything"
      placeholder="Patient by name, MRN or date of birth; letter number; something to do"
      typed={typed}
      onTyped={setTyped}
      found={found}
      isSettled={isSettled}
      nothing="Nothing found."
      onChoose={(one) => {
        onClose();
        one.run();
      }}
    />
  );
}

/** Until it is settled, that nothing is found says nothing. */
function useFound(typed: string): { readonly found: readonly Findable[]; readonly isSettled: boolean } {
  const go = useNavigation((navigation) => navigation.go);
  const lock = useSession((session) => session.lock);
  const show = useDialogs((dialogs) => dialogs.show);
  const view = useWorklistView();
  const isPhysician = useAccount().role === "physician";
  const [text] = useDebouncedValue(typed, 80);
  const isSearching = text.length >= 2;
  const patients = useRead(
    "patients.search",
    { text: text.slice(0, 200), limit: 8 },
    { enabled: isSearching, keepPrevious: true },
  );
  const worklist = useRead("worklist.list", {}, { enabled: isSearching });
  const letters = useRead("letter.list", {}, { enabled: isSearching });

  const actions: readonly Findable[] = [
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
        (row): Findable => ({
          id: row.evaluationId,
          label: `${patient.familyName}, ${patient.givenNames}`,
          detail: `${formatDate(patient.dateOfBirth)}, MRN ${patient.mrn}, seen ${formatDate(row.visitDate)}`,
          Icon: IconUser,
          run: () => {
            if (isPhysician)
              return go({ screen: "evaluation", evaluationId: row.evaluationId, view: "history" });
            // Staff look after the referral: it is shown where they do.
            view.showStage(row.stage);
            view.select(row.evaluationId);
            go({ screen: "worklist" });
          },
        }),
      ),
  );
  const signed = (letters.data?.letters ?? [])
    .filter((letter) => letter.letterNumber.toLowerCase().includes(words))
    .slice(0, 5)
    .map(
      (letter): Findable => ({
        id: letter.letterId,
        label: `Letter ${letter.letterNumber}`,
        detail: `signed by ${letter.signedBy}`,
        Icon: IconFileText,
        run: () =>
          go(
            isPhysician
              ? { screen: "evaluation", evaluationId: letter.evaluationId, view: "letter" }
              : { screen: "letters", find: letter.letterNumber },
          ),
      }),
    );
  const isSettled =
    typed === text &&
    [patients, worklist, letters].every((query) => query.data !== undefined || query.isError);
  return { found: [...evaluations, ...signed, ...fitting], isSettled };
}
