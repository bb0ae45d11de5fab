import { app } from "electron";
import { runApp } from "./app.ts";
import { answerCommand, commandArguments, typedArguments } from "./commandLine.ts";
import { describeFault } from "./logging.ts";
import { registerAppScheme } from "./protocol.ts";

/** The entry of the app: answers a command without a window, else opens the one window, else hands over to the one that is open. */
const command = commandArguments(typedArguments(process.argv, app.isPackaged));

if (command !== undefined) {
  answerCommand(command).then(
    (exitCode) => app.exit(exitCode),
    (error: unknown) => {
      process.stderr.write(`Fourfold could not answer the command. ${describeFault(error)}\n`);
      app.exit(1);
    },
  );
} else {
  registerAppScheme();
  app.enableSandbox();
  if (app.requestSingleInstanceLock()) runApp();
  else app.quit();
}
