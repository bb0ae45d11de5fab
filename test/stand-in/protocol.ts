import type { CustomScheme, Protocol } from "electron";
import { addresses } from "./addresses.ts";

type Handler = (request: Request) => Response | Promise<Response>;

const privileged = new Map<string, CustomScheme>();
const handlers = new Map<string, Handler>();

export function schemeHandler(scheme: string): Handler | undefined {
  return handlers.get(scheme);
}

export const protocol = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]) {
    for (const scheme of schemes) {
      privileged.set(scheme.scheme, scheme);
      addresses.add(scheme.scheme);
    }
  },
  handle(scheme: string, handler: Handler) {
    // Without these two privileges Electron gives the page no origin; here it would have one regardless.
    const privileges = privileged.get(scheme)?.privileges;
    if (!privileges?.standard || !privileges.secure) {
      throw new Error(`The stand-in serves only schemes registered as standard and secure, not "${scheme}".`);
    }
    if (handlers.has(scheme)) throw new Error(`The scheme "${scheme}" has a handler already.`);
    handlers.set(scheme, handler);
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
} satisfies Pick<Protocol, "registerSchemesAsPrivileged" | "isProtocolHandled"> & { handle: unknown };
