import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { type Item, type NotDoneReason, notDoneReasons } from "../../../shared/checklist/kinds.ts";
import { isAnswered } from "../../../shared/evaluation/completeness.ts";
import { useOpenedEvaluation } from "../../state/evaluation/context.ts";
import classes from "./items.module.css";
import { WaiveDialog } from "./Waiver.tsx";

export const notDoneWords: Readonly<Record<NotDoneReason, string>> = {
  pain: "because of pain",
  refused: "refused",
  unsafe: "unsafe",
  telehealth: "telehealth visit",
  emergency: "emergency",
};

interface ItemMenuProps {
  readonly item: Item;
  readonly onAddNote: () => void;
  /** Puts the focus back to where the answer is given. */
  readonly onDone: () => void;
}

/**
 * What can be done with any item beside answering it. The button is out of the tab order, so that Tab goes from answer to
 * answer; Alt+Enter opens it from there. The menu itself is made when it is first opened: a group has many rows.
 */
export function ItemMenu({ item, onAddNote, onDone }: ItemMenuProps) {
  const [opened, setOpened] = useState(false);
  const [waiving, setWaiving] = useState(false);
  const button = (
    <button
      type="button"
      tabIndex={-1}
      data-item-menu
      className={classes.menuButton}
      title="Note, not done, waive, clear (Alt+Enter)"
      aria-label={`More for ${item.label}`}
      aria-haspopup="menu"
      aria-expanded={opened}
      onClick={() => setOpened(!opened)}
    >
      <IconDots size={16} aria-hidden />
    </button>
  );
  if (waiving) {
    const close = () => {
      setWaiving(false);
      onDone();
    };
    return (
      <>
        {button}
        <WaiveDialog item={item} onClose={close} />
      </>
    );
  }
  if (!opened) return button;
  return (
    <Menu
      opened
      onChange={setOpened}
      onClose={() => setOpened(false)}
      position="bottom-end"
      transitionProps={{ duration: 0 }}
      returnFocus={false}
      // The dropdown does it, and says where the focus goes.
      closeOnEscape={false}
      // Inside the landmark that its item is in, so that a screen reader finds it there.
      portalProps={{ target: "[data-floating]" }}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>{button}</Menu.Target>
      <OpenMenu
        item={item}
        onAddNote={onAddNote}
        onDone={onDone}
        onWaive={() => {
          setOpened(false);
          setWaiving(true);
        }}
        close={() => setOpened(false)}
      />
    </Menu>
  );
}

interface OpenMenuProps extends ItemMenuProps {
  readonly onWaive: () => void;
  readonly close: () => void;
}

function OpenMenu({ item, onAddNote, onDone, onWaive, close }: OpenMenuProps) {
  const evaluation = useOpenedEvaluation();
  const answer = evaluation.answer(item.id);
  const mayBeWaived =
    item.neverWaived !== true && evaluation.structure().required.has(item.id) && !isAnswered(answer);

  const clear = () => {
    evaluation.clearDrafts(item.id);
    evaluation.setAnswer(item.id, null);
    onDone();
  };
  const notDone = (reason: NotDoneReason) => {
    evaluation.clearDrafts(item.id);
    evaluation.setAnswer(item.id, {
      notDone: reason,
      ...(answer?.note === undefined ? {} : { note: answer.note }),
    });
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      close();
      clear();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
      onDone();
    }
  };

  return (
    <Menu.Dropdown onKeyDown={onKeyDown} aria-label={`More for ${item.label}`}>
      <FirstEntryFocus />
      <Menu.Item onClick={onAddNote}>
        {answer?.note === undefined ? "Add a note" : "Go to the note"}
      </Menu.Item>
      {item.mayBeNotDone && (
        <>
          <Menu.Divider />
          {notDoneReasons.map((reason) => (
            <Menu.Item key={reason} onClick={() => notDone(reason)}>
              Not done: {notDoneWords[reason]}
            </Menu.Item>
          ))}
        </>
      )}
      {mayBeWaived && (
        <>
          <Menu.Divider />
          <Menu.Item onClick={onWaive}>
            {answer?.waived === undefined ? "Waive…" : "Change the reason of the waiver…"}
          </Menu.Item>
        </>
      )}
      <Menu.Divider />
      <Menu.Item onClick={clear} disabled={answer === undefined} rightSection={<kbd>Del</kbd>}>
        Clear the answer
      </Menu.Item>
    </Menu.Dropdown>
  );
}

/** With the menu, and not a moment after it: until then a quick arrow key would change the answer that it was opened from. */
function FirstEntryFocus() {
  const here = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const first = here.current?.parentElement?.querySelector<HTMLElement>('[role="menuitem"]');
    first?.focus({ preventScroll: true });
  }, []);
  return <span ref={here} hidden />;
}
