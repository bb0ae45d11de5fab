import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { formatTime } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";
import { useNavigation } from "../../state/navigation.ts";
import { useChange, useRead } from "../../state/queries.ts";
import { ReadOnlySheet } from "../letter/ReadOnlySheet.tsx";
import classes from "./Emergency.module.css";

const shortestReason = 10;
const nothing = () => {};

/**
 * What somebody who is not clinical sees of an evaluation: that it is the physicians' to open, and the way in for an emergency.
 * An access that is in force is shown at once.
 */
export function EmergencyAccess({ evaluationId }: { readonly evaluationId: string }) {
  const reading = useRead("emergency.read", { evaluationId });
  const [hasEnded, setEnded] = useState(false);
  const until = reading.data?.until;
  useEffect(() => {
    if (until === undefined) return;
    setEnded(false);
    // The backend refuses by its own clock; this takes away what is on the screen.
    const timer = setTimeout(() => setEnded(true), Math.max(0, Date.parse(until) - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);

  if (reading.data && !reading.error && !hasEnded) {
    return (
      <main className={classes.reading}>
        <div className={classes.bar}>
          <ScreenHeading>
            Emergency access, for reading only, until {formatTime(reading.data.until).slice(0, 5)}
          </ScreenHeading>
          <span>It is recorded, and every physician is told.</span>
        </div>
        <div className={classes.sheet}>
          <ReadOnlySheet document={reading.data.document} onGoToItem={nothing} onLookAt={nothing} />
        </div>
      </main>
    );
  }
  return <AskForAccess evaluationId={evaluationId} />;
}

function AskForAccess({ evaluationId }: { readonly evaluationId: string }) {
  const go = useNavigation((navigation) => navigation.go);
  const access = useChange("session.emergencyAccess", ["emergency.read", "emergency.list"]);
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const isTooShort = reason.trim().length < shortestReason;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isTooShort) access.mutate({ evaluationId, reason });
  };
  return (
    <main className={classes.ask}>
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <ScreenHeading takesFocus={false}>Physicians open evaluations</ScreenHeading>
          <Text size="sm">
            In an emergency you may read this one for 30 minutes. Your name, the time and your reason are
            recorded, and are shown to every physician and administrator until one of them has acknowledged
            it.
          </Text>
          <Textarea
            label="The emergency"
            description="What happened, in a sentence"
            autosize
            minRows={2}
            maxRows={6}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={isTried && isTooShort ? "Say in a sentence what the emergency is." : undefined}
          />
          {access.error && <ErrorNote error={access.error} />}
          <Group gap="sm">
            <Button type="submit" loading={access.isPending}>
              Read it, and record why
            </Button>
            <Button variant="default" onClick={() => go({ screen: "worklist" })}>
              Go to the worklist
            </Button>
          </Group>
        </Stack>
      </form>
    </main>
  );
}
