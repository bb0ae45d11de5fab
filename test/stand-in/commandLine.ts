/** The value of `--name=value` on the command line, as Electron and Chromium read their switches. */
export function commandLineSwitch(name: string): string | undefined {
  const start = `--${name}=`;
  return process.argv.find((argument) => argument.startsWith(start))?.slice(start.length);
}
