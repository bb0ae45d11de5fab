import { IconX } from "@tabler/icons-react";
import { type KeyboardEvent, memo, useEffect, useRef } from "react";
import { RuleSettingsContext, usePracticeRules } from "../../../state/practiceRules.ts";
import { Cautions, Timing } from "./CautionsAndTiming.tsx";
import { ConcordanceRows } from "./ConcordanceRows.tsx";
import { Generators } from "./Generators.tsx";
import { Pathways } from "./Pathways.tsx";
import classes from "./Picture.module.css";
import { Proposals } from "./Proposals.tsx";
import { usePanel } from "./panelState.ts";
import { RedFlags } from "./RedFlags.tsx";
import { Roots } from "./Roots.tsx";
import { usePicture } from "./usePicture.ts";
import { switchedOffWords } from "./words.ts";

/** Where the panel is found by its button and by the keys. */
export const panelId = "clinical-picture";

interface ClinicalPictureProps {
  /** Beside the plan, what the rules propose for it stands in the panel too. */
  readonly forPlan: boolean;
}

/** What the findings suggest, live, each statement with its basis. It decides nothing. */
export const ClinicalPicture = memo(function ClinicalPicture({ forPlan }: ClinicalPictureProps) {
  const picture = usePicture();
  const settings = usePracticeRules();
  const switchedOff = switchedOffWords(settings);
  const { overlays, setOpen } = usePanel();
  const panel = useRef<HTMLElement>(null);
  const cameFrom = useRef<Element | null>(null);

  // Remembers where the focus was, so that Escape leads back to it.
  useEffect(() => {
    const onFocus = (event: FocusEvent) => {
      if (panel.current?.contains(event.target as Node)) return;
      cameFrom.current = event.target as Element;
    };
    cameFrom.current = document.activeElement;
    document.addEventListener("focusin", onFocus);
    return () => document.removeEventListener("focusin", onFocus);
  }, []);

  const leave = () => {
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus();
    else document.querySelector<HTMLElement>(`[aria-controls="${panelId}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave();
    if (overlays) setOpen(false);
  };
  return (
    <aside
      ref={panel}
      id={panelId}
      className={classes.panel}
      data-overlays={overlays}
      aria-labelledby={`${panelId}-heading`}
      onKeyDown={onKeyDown}
    >
      <div className={classes.head}>
        <h2 id={`${panelId}-heading`} tabIndex={-1} className={classes.title}>
          Clinical picture
        </h2>
        <button
          type="button"
          className={classes.close}
          aria-label="Close the clinical picture"
          onClick={() => {
            leave();
            setOpen(false);
          }}
        >
          <IconX size={16} aria-hidden />
        </button>
        <p className={classes.disclaimer}>
          Supports your judgement; decides nothing. Rules version {picture.rulesVersion}. * rule to be
          confirmed by your practice.
        </p>
        {switchedOff && <p className={classes.switchedOff}>{switchedOff}</p>}
      </div>
      <RuleSettingsContext value={settings}>
        <RedFlags redFlags={picture.redFlags} />
        {forPlan && <Proposals recommendations={picture.recommendations} />}
        <Generators generators={picture.generators} />
        <Roots roots={picture.roots} />
        <ConcordanceRows concordance={picture.concordance} />
        <Pathways pathways={picture.pathways} />
        <Cautions cautions={picture.cautions} />
        <Timing timing={picture.timing} />
      </RuleSettingsContext>
    </aside>
  );
});
