/**
 * The two scripts that the stand-in runs in a page before the page's own. As in Electron, the preload lives in a world of
 * its own: it shares the document with the page but no globals. What `contextBridge` exposes is rebuilt in the page's world
 * as frozen functions; arguments and results are copied across.
 *
 * The worlds speak through events on a MessagePort object that only these two scripts hold. An event is dispatched
 * synchronously and its data is cloned for the listener's world, so a call can return a function at once.
 *
 * Both functions run from their source text: each must stand alone and use nothing from this module.
 */

/** What may cross: a copied value, a function kept on the other side, a promise that settles later. */
type Packed =
  | { kind: "value"; value: unknown }
  | { kind: "function"; id: number }
  | { kind: "promise"; id: number }
  | { kind: "object"; members: [string, Packed][] }
  | { kind: "error"; message: string };

/** Runs in the page's own world; waits for what the preload exposes. */
export function pageWorld(handoff: string): void {
  document.addEventListener(
    handoff,
    (event) => {
      if (!(event instanceof MessageEvent) || event.ports[0] === undefined) return;
      const port = event.ports[0];
      const callbacks = new Map<number, (...values: unknown[]) => unknown>();
      const ids = new Map<unknown, number>();
      const settlers = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
      let returned: Packed = { kind: "value", value: undefined };

      const pack = (value: unknown): Packed => {
        if (typeof value !== "function") return { kind: "value", value };
        const id = ids.get(value) ?? ids.size + 1;
        ids.set(value, id);
        callbacks.set(id, value as (...values: unknown[]) => unknown);
        return { kind: "function", id };
      };
      const unpack = (packed: Packed): unknown => {
        if (packed.kind === "value") return packed.value;
        if (packed.kind === "error") throw new Error(packed.message);
        if (packed.kind === "object") {
          return Object.freeze(
            Object.fromEntries(packed.members.map(([name, member]) => [name, unpack(member)])),
          );
        }
        const id = packed.id;
        if (packed.kind === "promise") {
          return new Promise((resolve, reject) => settlers.set(id, { resolve, reject }));
        }
        return (...values: unknown[]) => {
          port.dispatchEvent(new MessageEvent("call", { data: { id, values: values.map(pack) } }));
          return unpack(returned);
        };
      };
      const receive = (name: string, take: (data: never) => void) =>
        port.addEventListener(name, (message) => {
          if (message instanceof MessageEvent) take(message.data as never);
        });
      receive("return", (data: Packed) => {
        returned = data;
      });
      receive("settle", (data: { id: number; outcome: Packed }) => {
        const settler = settlers.get(data.id);
        settlers.delete(data.id);
        if (data.outcome.kind === "error") settler?.reject(new Error(data.outcome.message));
        else settler?.resolve(unpack(data.outcome));
      });
      receive("callback", (data: { id: number; values: Packed[] }) => {
        callbacks.get(data.id)?.(...data.values.map(unpack));
      });
      for (const [name, exposed] of event.data as [string, Packed][]) {
        Object.defineProperty(window, name, { value: unpack(exposed), enumerable: true });
      }
    },
    { once: true },
  );
}

/** What the preload finds as `electron` in its own world. */
interface PreloadElectron {
  readonly contextBridge: { exposeInMainWorld(name: string, api: unknown): void };
  readonly ipcRenderer: {
    invoke(channel: string, ...values: unknown[]): Promise<unknown>;
    send(channel: string, ...values: unknown[]): void;
    on(channel: string, listener: (...values: unknown[]) => void): unknown;
    once(channel: string, listener: (...values: unknown[]) => void): unknown;
    removeListener(channel: string, listener: (...values: unknown[]) => void): unknown;
  };
}

/**
 * Runs in the preload's world. `sendToNode` is the binding that only this world has; `receiveName` is the global by which
 * Node delivers text to this world; `preload` is the preload's code.
 */
export function preloadWorld(options: {
  readonly handoff: string;
  readonly bindingName: string;
  readonly receiveName: string;
  readonly encode: (value: unknown) => string;
  readonly decode: (text: string) => unknown;
  readonly preload: (require: (name: string) => PreloadElectron) => void;
}): void {
  // Electron runs a preload in the main frame only, unless Node in sub-frames was asked for.
  if (window.top !== window) return;
  const { encode, decode } = options;
  const send = (message: unknown): void => Reflect.get(globalThis, options.bindingName)(encode(message));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Set<(...values: unknown[]) => void>>();
  let lastId = 0;

  const ipcRenderer: PreloadElectron["ipcRenderer"] = {
    invoke(channel, ...values) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        try {
          send({ kind: "invoke", id, channel, values });
        } catch (error) {
          waiting.delete(id);
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    },
    send: (channel, ...values) => send({ kind: "send", channel, values }),
    on(channel, listener) {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
      return ipcRenderer;
    },
    once(channel, listener) {
      const once = (...values: unknown[]) => {
        ipcRenderer.removeListener(channel, once);
        listener(...values);
      };
      return ipcRenderer.on(channel, once);
    },
    removeListener(channel, listener) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  };

  const exposures: [string, Packed][] = [];
  const { port1: port } = new MessageChannel();
  const functions = new Map<number, (...values: unknown[]) => unknown>();
  const callbacks = new Map<number, (...values: unknown[]) => void>();
  let lastReference = 0;

  const pack = (value: unknown): Packed => {
    if (typeof value === "function") {
      lastReference += 1;
      functions.set(lastReference, value as (...values: unknown[]) => unknown);
      return { kind: "function", id: lastReference };
    }
    if (value instanceof Promise) {
      lastReference += 1;
      const id = lastReference;
      const settle = (outcome: Packed) =>
        port.dispatchEvent(new MessageEvent("settle", { data: { id, outcome } }));
      // After this turn: the page's world has to have received the promise before it can settle.
      value.then(
        (result) => settle(pack(result)),
        (error) => settle({ kind: "error", message: error instanceof Error ? error.message : String(error) }),
      );
      return { kind: "promise", id };
    }
    if (
      typeof value === "object" &&
      value !== null &&
      Object.values(value).some((one) => typeof one === "function")
    ) {
      return { kind: "object", members: Object.entries(value).map(([name, member]) => [name, pack(member)]) };
    }
    return { kind: "value", value };
  };
  const unpack = (packed: Packed): unknown => {
    if (packed.kind !== "function") return packed.kind === "value" ? packed.value : undefined;
    const id = packed.id;
    const known = callbacks.get(id);
    if (known !== undefined) return known;
    const callback = (...values: unknown[]) => {
      port.dispatchEvent(new MessageEvent("callback", { data: { id, values: values.map(pack) } }));
    };
    callbacks.set(id, callback);
    return callback;
  };
  port.addEventListener("call", (message) => {
    if (!(message instanceof MessageEvent)) return;
    const data = message.data as { id: number; values: Packed[] };
    let result: Packed;
    try {
      result = pack(functions.get(data.id)?.(...data.values.map(unpack)));
    } catch (error) {
      result = { kind: "error", message: error instanceof Error ? error.message : String(error) };
    }
    port.dispatchEvent(new MessageEvent("return", { data: result }));
  });

  Object.defineProperty(globalThis, options.receiveName, {
    value: (text: string) => {
      const message = decode(text) as
        | { kind: "result"; id: number; value: unknown; error?: string }
        | { kind: "event"; channel: string; values: unknown[] };
      if (message.kind === "event") {
        for (const listener of [...(listeners.get(message.channel) ?? [])]) listener({}, ...message.values);
        return;
      }
      const waiter = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error === undefined) waiter?.resolve(message.value);
      else waiter?.reject(new Error(message.error));
    },
  });

  // A key that the page did not use goes to the menu, as a native menu's accelerator would.
  window.addEventListener("keydown", (event) => {
    setTimeout(() => {
      if (event.defaultPrevented) return;
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (ctrlKey || metaKey || altKey || /^F\d+$/.test(key)) {
        send({ kind: "key", key, ctrlKey, metaKey, altKey, shiftKey });
      }
    });
  });

  options.preload((name) => {
    if (name !== "electron") throw new Error(`A sandboxed preload cannot load "${name}".`);
    return {
      contextBridge: { exposeInMainWorld: (key, api) => void exposures.push([key, pack(api)]) },
      ipcRenderer,
    };
  });
  document.dispatchEvent(new MessageEvent(options.handoff, { data: exposures, ports: [port] }));
}
