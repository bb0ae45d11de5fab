import { Button, Text } from "@mantine/core";
import { IconAlertTriangle, IconDatabaseExport } from "@tabler/icons-react";
import { notifyError } from "../../app/notify.ts";
import { useNavigation } from "../../state/navigation.ts";
import { useAccount } from "../../state/session.ts";
import { beginUpkeep, useUpkeep } from "../../state/upkeep.ts";
import classes from "./Backup.module.css";
import { type Warning, warningsOf } from "./words.ts";

/** Above the worklist: that a backup failed, that none is set up, that nothing can be changed. Stays until it is no longer so. */
export function BackupBanner() {
  const { data } = useUpkeep();
  const { role, isAdministrator } = useAccount();
  if (data === undefined) return null;
  const keepsBackups = role !== "staff" || isAdministrator;
  // Whoever cannot set backups up is not asked to.
  const warnings = warningsOf(data).filter(({ kind }) => kind === "danger" || keepsBackups);
  return warnings.map((warning) => (
    <Strip key={warning.message} warning={warning} isRunning={data.backup.running !== undefined} />
  ));
}

function Strip({ warning, isRunning }: { readonly warning: Warning; readonly isRunning: boolean }) {
  // Only an administrator may read the log.
  const { isAdministrator } = useAccount();
  const go = useNavigation((navigation) => navigation.go);
  const { kind, message, action, offers } = warning;
  const Icon = kind === "danger" ? IconAlertTriangle : IconDatabaseExport;
  return (
    <div className={classes.banner} data-kind={kind} role={kind === "danger" ? "alert" : "status"}>
      <Icon size={18} className={classes.icon} aria-hidden />
      <Text size="sm" className={classes.words}>
        <strong>{message}</strong> {action}
      </Text>
      {offers === "backUpNow" && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isRunning}
          onClick={() => void beginUpkeep("backup.start").catch(notifyError)}
        >
          Back up now
        </Button>
      )}
      {offers === "openAuditLog" && isAdministrator && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => go({ screen: "settings", section: "audit" })}
        >
          Audit log
        </Button>
      )}
      {(offers === "openSettings" || offers === "backUpNow") && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => go({ screen: "settings", section: "backup" })}
        >
          {kind === "danger" ? "Backup and restore" : "Set up backups"}
        </Button>
      )}
    </div>
  );
}
