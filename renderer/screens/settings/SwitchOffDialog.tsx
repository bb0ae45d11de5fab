import { Checkbox, Modal, Stack, Text, Textarea } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { shortestReason, warnsOfEmergency } from "../../../shared/reasoning/practiceRules.ts";
import type { RuleInfo } from "../../../shared/reasoning/rule.ts";
import { DialogActions } from "../../components/common/DialogActions.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { readDraft, useDrafts } from "../../state/drafts.ts";
import { useChange } from "../../state/queries.ts";
import classes from "./Rules.module.css";

interface SwitchOffDialogProps {
  readonly rule: RuleInfo;
  onClose(): void;
}

const draftOf = (rule: RuleInfo) => `switch off ${rule.id}`;

/** Why the practice does without a rule; one that warns of an emergency is not switched off in passing. */
export function SwitchOffDialog({ rule, onClose }: SwitchOffDialogProps) {
  const decide = useChange("rules.decide", ["rules.read"]);
  const { keep, drop } = useDrafts();
  const [reason, setReason] = useState(() => readDraft<string>(draftOf(rule)) ?? "");
  const [understood, setUnderstood] = useState(false);
  const [asked, setAsked] = useState(false);
  const warns = warnsOfEmergency(rule.id);
  const isShort = reason.trim().length < shortestReason;
  const type = (typed: string) => {
    setReason(typed);
    keep(draftOf(rule), typed);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (isShort || (warns && !understood)) return;
    decide.mutate(
      { ruleId: rule.id, decision: "switchedOff", reason },
      {
        onSuccess: () => {
          drop(draftOf(rule));
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={`Switch off ${rule.id}: ${rule.title}`} size="lg">
      <form noValidate onSubmit={send}>
        <Stack gap="md">
          <Text size="sm">
            It then says nothing in any evaluation of the practice. The picture and the letters say how many
            rules are switched off.
          </Text>
          {warns && (
            <div className={classes.warning}>
              <strong>
                <IconAlertTriangle size={16} aria-hidden /> This rule warns of an emergency
              </strong>
              <p className={classes.text}>
                Without it nothing in the picture points to it, and nothing elective is held back.
              </p>
            </div>
          )}
          <Textarea
            label="Why the practice does without it"
            description="Kept with the rule"
            required
            data-autofocus
            autosize
            minRows={2}
            maxRows={6}
            maxLength={500}
            value={reason}
            onChange={(event) => type(event.currentTarget.value)}
            error={asked && isShort ? `At least ${shortestReason} characters` : undefined}
          />
          {warns && (
            <Checkbox
              label="The practice recognises this emergency without the rule"
              checked={understood}
              onChange={(event) => setUnderstood(event.currentTarget.checked)}
              error={asked && !understood ? "To be confirmed before it is switched off" : undefined}
            />
          )}
          {decide.error && <ErrorNote error={decide.error} />}
          <DialogActions submit="Switch off" isBusy={decide.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
