import { Center, Loader, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { FormProvider, useForm } from "react-hook-form";
import type { OpenEvaluation } from "../../../shared/contract.ts";
import { today } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { resolverOf } from "../../components/common/formCheck.ts";
import { beforeLock } from "../../state/beforeLock.ts";
import { call } from "../../state/bridge.ts";
import { readDraft, useDrafts } from "../../state/drafts.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { useRead } from "../../state/queries.ts";
import { queryClient } from "../../state/queryClient.ts";
import { useSaveStatus } from "../../state/saveStatus.ts";
import { PatientSection } from "./PatientSection.tsx";
import classes from "./Referral.module.css";
import { ReferrerSection } from "./ReferrerSection.tsx";
import { RequestSection } from "./RequestSection.tsx";
import {
  type CheckedReferral,
  checkReferral,
  type ReferralValues,
  referralValues,
  toReferral,
} from "./referralValues.ts";

interface ReferralEditorProps {
  readonly evaluationId: string;
  onSaved?(saved: CheckedReferral): void;
}

/** The referral of an evaluation that exists, saved by itself while it is typed, as its answers are. */
export function ReferralEditor({ evaluationId, onSaved }: ReferralEditorProps) {
  const evaluation = useRead("evaluation.open", { evaluationId });
  if (evaluation.error && !evaluation.data) return <ErrorNote error={evaluation.error} />;
  // The form keeps what it begins with, so it must not begin with an answer from before the last save.
  if (!evaluation.data || !evaluation.isFetchedAfterMount) {
    return (
      <Center p="xl">
        <Loader />
      </Center>
    );
  }
  return <Editor stored={evaluation.data} {...(onSaved ? { onSaved } : {})} />;
}

/** Milliseconds after the last key; with the save itself well below the second that an answer may wait. */
const pauseBeforeSaving = 400;
/** Milliseconds until a save that failed for want of the backend or of disk space is tried again. */
const pauseBeforeRetry = 2000;

function Editor({
  stored,
  onSaved,
}: {
  readonly stored: OpenEvaluation;
  onSaved?(saved: CheckedReferral): void;
}) {
  const { evaluationId } = stored;
  const isSigned = stored.signedLetterId !== undefined;
  const draftKey = `referral:${evaluationId}`;
  const check = (values: ReferralValues) => checkReferral(values, today());
  const form = useForm<ReferralValues>({
    defaultValues: readDraft<ReferralValues>(draftKey) ?? referralValues(stored),
    resolver: resolverOf(check),
    mode: "onChange",
  });
  const latest = useRef(onSaved);
  useEffect(() => {
    latest.current = onSaved;
  });

  useEffect(() => {
    const { report } = useSaveStatus.getState();
    const { keep, drop } = useDrafts.getState();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running: Promise<void> = Promise.resolve();
    let mounted = true;

    const saveNow = async () => {
      clearTimeout(timer);
      timer = undefined;
      const values = form.getValues();
      if (Object.keys(checkReferral(values, today())).length > 0) {
        report({ kind: "waiting", message: "the referral has a field to correct" });
        return;
      }
      report({ kind: "saving" });
      const saved = toReferral(values);
      try {
        await call("referral.update", { evaluationId, ...saved });
        // With a timer running something was typed since, and only the next save has it.
        if (timer === undefined) drop(draftKey);
        report({ kind: "saved", savedAt: new Date().toISOString() });
        void queryClient.invalidateQueries({ queryKey: ["worklist.list"] });
        void queryClient.invalidateQueries({ queryKey: ["letter.preview"] });
        void queryClient.invalidateQueries({ queryKey: ["evaluation.open"] });
        latest.current?.(saved);
      } catch (error) {
        const { code, message } = asFourfoldError(error);
        report({ kind: "waiting", message });
        if (mounted && timer === undefined && code !== "notSignedIn" && code !== "badInput") {
          timer = setTimeout(saveSoon, pauseBeforeRetry);
        }
      }
    };
    const saveSoon = () => {
      running = running.then(saveNow);
    };
    const settle = () => {
      if (timer !== undefined) saveSoon();
      return running;
    };
    const unsubscribe = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        keep(draftKey, values);
        clearTimeout(timer);
        timer = setTimeout(saveSoon, pauseBeforeSaving);
      },
    });
    const release = beforeLock(settle);
    // A draft that was kept over a lock is what the person typed last: hand it in now that they are back.
    if (readDraft(draftKey) !== undefined) saveSoon();
    return () => {
      mounted = false;
      unsubscribe();
      void settle().finally(release);
    };
  }, [form, evaluationId, draftKey]);

  return (
    <FormProvider {...form}>
      <form className={classes.editor} onSubmit={(event) => event.preventDefault()} noValidate>
        {isSigned && (
          <Text size="sm" mb="sm">
            The letter is signed, so what it was made from does not change any more.
          </Text>
        )}
        <fieldset className={classes.frozen} disabled={isSigned}>
          <div className={classes.sections}>
            <RequestSection isFrozen={isSigned} />
            <ReferrerSection mode="edit" />
            <PatientSection mode="edit" />
          </div>
        </fieldset>
      </form>
    </FormProvider>
  );
}
