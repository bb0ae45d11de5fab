import { notifications } from "@mantine/notifications";
import { asFourfoldError } from "../state/failures.ts";

/** Says what went wrong and what to do; stays until it is closed, because it asks for something. */
export function notifyError(error: unknown): void {
  const { message, action, code } = asFourfoldError(error);
  notifications.show({
    id: `error-${code}-${message}`,
    color: "red",
    title: message,
    message: action ?? "",
    autoClose: false,
    withCloseButton: true,
    closeButtonProps: { "aria-label": "Close this message" },
  });
}

/** Says that something was done where the screen does not show it by itself. */
export function notifyDone(title: string, detail = ""): void {
  notifications.show({
    color: "accent",
    title,
    message: detail,
    autoClose: 6000,
    closeButtonProps: { "aria-label": "Close this message" },
  });
}
