import { Button, Group, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import type { Account, OperationOutput } from "../../../shared/contract.ts";
import type { PolicyValues } from "../../../shared/policy/policies.ts";
import { RestoreInstead } from "../../components/backup/RestoreInstead.tsx";
import { CenteredPage } from "../../components/common/CenteredPage.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { resolverOf } from "../../components/common/formCheck.ts";
import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";
import { governPracticeValues } from "../../components/policy/governedValues.ts";
import { PracticeFields } from "../../components/practice/PracticeFields.tsx";
import { usePolicyValues } from "../../state/policy.ts";
import { useChange, useRead } from "../../state/queries.ts";
import { AccountStep } from "./AccountStep.tsx";
import { applyPrepared } from "./applyPrepared.ts";
import { DataStep } from "./DataStep.tsx";
import { PreparedNote } from "./PreparedNote.tsx";
import { RecoveryKeyStep } from "./RecoveryKeyStep.tsx";
import classes from "./SetUp.module.css";
import {
  checkSetUp,
  emptySetUp,
  fieldsOfStep,
  type SetUpStep,
  type SetUpValues,
  setUpSteps,
  stepTitles,
  toSetUp,
  valuesFrom,
} from "./setUpValues.ts";

interface SetUpScreenProps {
  readonly dataFolder: string;
  onDone(account: Account): void;
}

/** The first run. What IT prepared for it is looked for before anything is shown. */
export function SetUpScreen(props: SetUpScreenProps) {
  const prepared = useRead("window.setUpFile", {});
  const policy = usePolicyValues();
  if (prepared.isPending || policy === undefined) return null;
  return <SetUpSteps {...props} prepared={prepared.data ?? {}} policy={policy} />;
}

interface SetUpStepsProps extends SetUpScreenProps {
  readonly prepared: OperationOutput<"window.setUpFile">;
  readonly policy: PolicyValues;
}

/** Three short pages, then the recovery key, which is shown this once. */
function SetUpSteps({ dataFolder, onDone, prepared, policy }: SetUpStepsProps) {
  const [step, setStep] = useState<SetUpStep>("practice");
  const [made, setMade] = useState<OperationOutput<"store.setUp">>();
  const setUp = useChange("store.setUp", []);
  const form = useForm<SetUpValues>({
    defaultValues: governPracticeValues(
      prepared.file === undefined ? emptySetUp : valuesFrom(prepared.file),
      policy,
    ),
    resolver: resolverOf((values) => checkSetUp(values, policy.passwordMinimumLength)),
  });
  // A policy that changes meanwhile is in force at once; what was typed stays.
  useEffect(() => {
    form.reset(governPracticeValues(form.getValues(), policy));
  }, [form, policy]);
  const position = setUpSteps.indexOf(step);

  const next = async () => {
    if (!(await form.trigger(fieldsOfStep[step], { shouldFocus: true }))) return;
    const following = setUpSteps[position + 1];
    if (step !== "data") {
      if (following) setStep(following);
      return;
    }
    try {
      const result = await setUp.mutateAsync(toSetUp(form.getValues()));
      if (prepared.file !== undefined) await applyPrepared(prepared.file);
      setMade(result);
      // The passwords have done their work and need not stay in the page's memory.
      form.reset(emptySetUp);
      setStep("recoveryKey");
    } catch {
      // Shown above the buttons.
    }
  };
  const back = () => {
    const previous = setUpSteps[position - 1];
    if (previous) setStep(previous);
  };

  return (
    <CenteredPage width={36}>
      <ol className={classes.steps} aria-label="Steps of setting up">
        {setUpSteps.map((each, index) => (
          <li key={each} aria-current={each === step ? "step" : undefined} data-done={index < position}>
            <span className={classes.stepNumber}>{index + 1}</span>
            {stepTitles[each]}
          </li>
        ))}
      </ol>
      {step === "recoveryKey" && made ? (
        <RecoveryKeyStep recoveryKey={made.recoveryKey} onConfirmed={() => onDone(made.account)} />
      ) : (
        <FormProvider {...form}>
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void next();
            }}
          >
            <Stack gap="md">
              <ScreenHeading takesFocus={false}>{stepTitles[step]}</ScreenHeading>
              {step !== "data" && <PreparedNote prepared={prepared} />}
              {step === "practice" && <PracticeFields autoFocus />}
              {step === "account" && <AccountStep />}
              {step === "data" && <DataStep dataFolder={dataFolder} />}
              {setUp.error && <ErrorNote error={setUp.error} />}
              <Group>
                <Button type="submit" loading={setUp.isPending}>
                  {step === "data" ? "Set up the practice" : "Next"}
                </Button>
                {position > 0 && (
                  <Button variant="default" onClick={back} disabled={setUp.isPending}>
                    Back
                  </Button>
                )}
                {step === "practice" && <RestoreInstead />}
                {setUp.isPending && (
                  <Text size="sm" c="dimmed" role="status">
                    Making the encrypted store
                  </Text>
                )}
              </Group>
            </Stack>
          </form>
        </FormProvider>
      )}
    </CenteredPage>
  );
}
