import { IconAlertOctagon, IconAlertTriangle, IconLayoutSidebarRight } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "../../../app/shortcuts.ts";
import { KeyHint } from "../../../components/common/KeyHint.tsx";
import { focusWhenDrawn } from "../../../components/items/focus.ts";
import itemClasses from "../../../components/items/items.module.css";
import { panelId } from "./ClinicalPicture.tsx";
import classes from "./Picture.module.css";
import { usePanel } from "./panelState.ts";
import { usePicture } from "./usePicture.ts";
import { flagCount } from "./words.ts";

const keys = "Alt+P";

/**
 * Opens and closes the clinical picture, and says how many red flags it holds even while it is closed. An emergency that
 * an answer just brought about opens it, where it does not cover what is being answered.
 */
export function PictureToggle() {
  const { redFlags } = usePicture();
  const { open, overlays, setOpen } = usePanel();
  const count = flagCount({ redFlags });
  const emergencies = redFlags.flags.filter(({ level }) => level === "E");
  const known = useRef<readonly string[]>(emergencies.map(({ ruleId }) => ruleId));
  const [announced, setAnnounced] = useState("");

  const signature = emergencies.map(({ ruleId }) => ruleId).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each change of which emergencies there are
  useEffect(() => {
    const fresh = emergencies.filter(({ ruleId }) => !known.current.includes(ruleId));
    known.current = emergencies.map(({ ruleId }) => ruleId);
    setAnnounced(fresh.map(({ text }) => `Emergency: ${text}`).join(" "));
    if (fresh.length > 0 && !overlays) setOpen(true);
  }, [signature]);

  const toggle = () => {
    if (open && document.getElementById(panelId)?.contains(document.activeElement)) {
      document.querySelector<HTMLElement>("[data-picture-toggle]")?.focus();
    }
    setOpen(!open);
  };
  useShortcuts([
    { keys, label: "Clinical picture: show or hide", scope: "Evaluation", run: toggle },
    {
      keys: "Alt+Shift+P",
      label: "Go to the clinical picture (Escape goes back)",
      scope: "Evaluation",
      run: () => {
        setOpen(true);
        focusWhenDrawn(() => document.getElementById(`${panelId}-heading`)?.focus());
      },
    },
  ]);
  const Icon = emergencies.length > 0 ? IconAlertOctagon : IconAlertTriangle;
  return (
    <div className={classes.toggleArea}>
      <KeyHint label={open ? "Hide" : "Show"} keys={keys}>
        <button
          type="button"
          className={classes.toggle}
          data-picture-toggle
          aria-expanded={open}
          aria-controls={open ? panelId : undefined}
          onClick={toggle}
        >
          <span className={classes.toggleWords}>
            <IconLayoutSidebarRight size={16} aria-hidden />
            Clinical picture
          </span>
          {count && (
            <span className={classes.count}>
              <Icon size={14} aria-hidden />
              {count}
            </span>
          )}
        </button>
      </KeyHint>
      <div className={itemClasses.hidden} aria-live="polite">
        {announced}
      </div>
    </div>
  );
}
