/** A path that names a network share by itself: `\\server\share`, `//server/share`, `\\?\UNC\server\share`. */
export function namesShare(path: string): boolean {
  const slashes = path.replaceAll("/", "\\");
  return /^\\\\[?.]\\UNC\\/i.test(slashes) || /^\\\\[^\\?.]/.test(slashes);
}

/** For IT, where a policy wants the live data on a share. Fourfold does not start with it. */
export const dataOnShare = {
  message:
    "The policy “dataFolder” names a network share, where a live database is damaged sooner or later. Fourfold does not start with it.",
  action: "Name a folder on the computer's own disk. Backups may go to the share: “backupFolder”.",
} as const;
