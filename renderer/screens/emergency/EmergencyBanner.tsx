import { Button } from "@mantine/core";
import { IconUrgent } from "@tabler/icons-react";
import { holdsOneOf } from "../../../shared/accounts/roles.ts";
import { notifyError } from "../../app/notify.ts";
import { formatInstant } from "../../components/common/dates.ts";
import { useChange, useRead } from "../../state/queries.ts";
import { useAccount } from "../../state/session.ts";
import classes from "./Emergency.module.css";

/** Emergency accesses that nobody has acknowledged, above the worklist of those who may. */
export function EmergencyBanner() {
  const account = useAccount();
  const isTold = holdsOneOf(account, ["physician", "administrator"]);
  const list = useRead("emergency.list", {}, { enabled: isTold });
  const acknowledge = useChange("emergency.acknowledge", ["emergency.list"]);
  const accesses = list.data?.accesses ?? [];
  if (accesses.length === 0) return null;
  return (
    <ul className={classes.banner} aria-label="Emergency accesses to acknowledge">
      {accesses.map(({ id, who, at, patientName, reason, isOwn }) => (
        <li key={id}>
          <IconUrgent size={18} aria-hidden />
          <span className={classes.words}>
            <strong>
              Emergency access by {who} on {formatInstant(at)}
            </strong>{" "}
            to {patientName}: {reason}
          </span>
          {isOwn ? (
            <span className={classes.own}>Somebody else acknowledges it</span>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => acknowledge.mutate({ id }, { onError: notifyError })}
            >
              Acknowledge
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
