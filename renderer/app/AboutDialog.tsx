import { Modal } from "@mantine/core";
import { AboutFacts } from "./AboutFacts.tsx";
import { useDialogs } from "./dialogs.ts";

/** What the menu's "About" opens, from any screen. */
export function AboutDialog() {
  const { open, close } = useDialogs();
  const shown = open === "about";
  return (
    <Modal opened={shown} onClose={close} title="About Fourfold" size="md">
      <AboutFacts enabled={shown} />
    </Modal>
  );
}
