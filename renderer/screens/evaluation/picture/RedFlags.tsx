import { IconAlertOctagon, IconAlertTriangle } from "@tabler/icons-react";
import { memo } from "react";
import type { Picture } from "../../../../shared/reasoning/picture.ts";
import type { RedFlag } from "../../../../shared/reasoning/redFlags/redFlags.ts";
import { ItemLinkList, Line } from "./Basis.tsx";
import classes from "./Picture.module.css";
import { Section } from "./Section.tsx";
import { flagStates } from "./words.ts";

/** Most urgent first, with what to do. */
export const RedFlags = memo(function RedFlags({ redFlags }: Pick<Picture, "redFlags">) {
  const { flags } = redFlags;
  return (
    <Section title="Red flags">
      {flags.length === 0 ? (
        <p className={classes.note}>None: the screen is complete and nothing was found.</p>
      ) : (
        <ul className={classes.list}>
          {flags.map((flag) => (
            <Flag key={flag.ruleId} flag={flag} />
          ))}
        </ul>
      )}
    </Section>
  );
});

const Flag = memo(function Flag({ flag }: { readonly flag: RedFlag }) {
  const { level, text, actions, missing } = flag;
  const Icon = level === "E" ? IconAlertOctagon : IconAlertTriangle;
  return (
    <Line
      statement={flag}
      state={flagStates[level]}
      name={text}
      framed={level === "E"}
      below={
        <>
          <ol className={classes.actions}>
            {actions.map((action) => (
              <li key={action}>{action}</li>
            ))}
          </ol>
          {level !== "block" && missing.length > 0 && (
            <div className={classes.missing}>
              Missing: <ItemLinkList ids={missing} />
            </div>
          )}
        </>
      }
    >
      <Icon size={16} aria-hidden className={classes.icon} />
      <strong>{text}</strong>
    </Line>
  );
});
