import { Button, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { OperationOutput } from "../../../shared/contract.ts";
import { useRead } from "../../state/queries.ts";
import classes from "./Directory.module.css";
import { specialtyLabels } from "./specialties.ts";

export type KnownClinician = OperationOutput<"referrers.search">["referrers"][number];

interface KnownCliniciansProps {
  readonly typedName: string;
  /** Takes an entry over; gives the name that the field holds then, which is not looked for again. */
  onUse(row: KnownClinician): string;
}

/** Entries of the directory that fit the typed name. */
export function KnownClinicians({ typedName, onUse }: KnownCliniciansProps) {
  // The name that is settled: as it stood when the form opened, or as it came from the directory.
  const [settledName, settle] = useState(typedName);
  const [text] = useDebouncedValue(typedName.trim(), 150);
  const isAsking = text.length >= 2 && typedName !== settledName;
  const search = useRead(
    "referrers.search",
    { text: text.slice(0, 200), limit: 5 },
    { enabled: isAsking, keepPrevious: true },
  );
  const rows = isAsking ? (search.data?.referrers ?? []) : [];
  return (
    <div aria-live="polite">
      {rows.length > 0 && (
        <div className={classes.offer}>
          <Text fw={600} size="sm">
            In the directory
          </Text>
          <ul className={classes.list}>
            {rows.map((row) => (
              <li key={row.id} className={classes.row}>
                <span className={classes.name}>
                  {row.referrer.familyName}
                  {row.referrer.givenNames && `, ${row.referrer.givenNames}`}
                  <span className={classes.facts}>
                    {[specialtyLabels[row.referrer.specialty], row.referrer.practice]
                      .filter(Boolean)
                      .join(", ")}
                  </span>
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Use ${row.referrer.familyName}`}
                  onClick={() => settle(onUse(row))}
                >
                  Use
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
