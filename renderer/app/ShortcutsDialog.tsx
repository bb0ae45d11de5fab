import { Kbd, Modal, Stack, Title } from "@mantine/core";
import { useDialogs } from "./dialogs.ts";
import classes from "./Shell.module.css";
import { displayKeys, type Shortcut, useShortcutRegistry } from "./shortcuts.ts";

/** Every shortcut that works where one is, grouped by where it works. */
export function ShortcutsDialog() {
  const { open, close } = useDialogs();
  const groups = useShortcutRegistry((registry) => registry.groups);
  const scopes = byScope([...groups.values()].flat());
  return (
    <Modal opened={open === "shortcuts"} onClose={close} title="Keyboard shortcuts" size="md">
      <Stack gap="lg">
        {[...scopes].map(([scope, shortcuts]) => (
          <section key={scope} aria-label={scope}>
            <Title order={3} mb="xs">
              {scope}
            </Title>
            {shortcuts.map((shortcut) => (
              <div key={shortcut.keys + shortcut.label} className={classes.keyRow}>
                <span>{shortcut.label}</span>
                <Kbd>{displayKeys(shortcut.keys)}</Kbd>
              </div>
            ))}
          </section>
        ))}
      </Stack>
    </Modal>
  );
}

/** Screens before "Everywhere": what is nearest to the work comes first. */
export function byScope(shortcuts: readonly Shortcut[]): Map<string, readonly Shortcut[]> {
  const scopes = new Map<string, readonly Shortcut[]>();
  const local = shortcuts.filter((shortcut) => shortcut.scope !== "Everywhere");
  const everywhere = shortcuts.filter((shortcut) => shortcut.scope === "Everywhere");
  for (const shortcut of [...local, ...everywhere]) {
    const known = scopes.get(shortcut.scope) ?? [];
    if (known.some((one) => one.keys === shortcut.keys && one.label === shortcut.label)) continue;
    scopes.set(shortcut.scope, [...known, shortcut]);
  }
  return scopes;
}
