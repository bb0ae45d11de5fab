import { appVersionSwitch, dataFolderSwitch, type FromBackend, type ToBackend } from "../backendMessages.ts";
import { openBackend } from "./index.ts";

/** The backend as a process of its own (a utilityProcess of Electron): answers numbered calls until it is told to close. */

interface ParentPort {
  on(event: "message", listener: (event: { readonly data: ToBackend }) => void): void;
  postMessage(message: FromBackend): void;
}

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
const argument = (name: string) =>
  process.argv.find((candidate) => candidate.startsWith(name))?.slice(name.length);
const dataFolder = argument(dataFolderSwitch);
if (parentPort === undefined || dataFolder === undefined || dataFolder === "") {
  throw new Error("This process is started by Fourfold itself, with the data folder as its argument.");
}
const port: ParentPort = parentPort;

const backend = openBackend({
  dataFolder,
  watchEveryMilliseconds: 30_000,
  appVersion: argument(appVersionSwitch) ?? "",
  onFault: (note) => process.stderr.write(`${JSON.stringify(note)}\n`),
});

async function close(): Promise<void> {
  await backend.settled();
  backend.close();
  process.exit(0);
}

port.on("message", ({ data: message }) => {
  if (message.kind === "close") {
    void close();
    return;
  }
  if (message.kind === "policy") {
    backend.obey(message.policy);
    return;
  }
  void backend.dispatch(message.name, message.input).then((reply) => {
    port.postMessage({ kind: "reply", id: message.id, reply });
  });
});
