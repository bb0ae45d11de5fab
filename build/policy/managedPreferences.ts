import { type PolicyValue, policyKeys, policyOf } from "../../shared/policy/policies.ts";
import { type Element, element, xmlDocument } from "./xml.ts";

/** A configuration profile for macOS with the example value of every policy: take out what is not wanted. */

const doctype =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">';
export const preferenceDomain = "app.fourfold.desktop";

export function mobileConfiguration(): string {
  const settings = Object.fromEntries(policyKeys.map((key) => [key, exampleForMac(key)]));
  const payload = (type: string, identifier: string, uuid: string, name: string) => ({
    PayloadType: type,
    PayloadIdentifier: identifier,
    PayloadUUID: uuid,
    PayloadVersion: 1,
    PayloadDisplayName: name,
  });
  return xmlDocument(
    element("plist", { version: "1.0" }, [
      dictionary({
        ...payload(
          "Configuration",
          `${preferenceDomain}.policies`,
          "6E0C2A5B-2C0B-4E5A-9B1E-0D6B5F1C7A11",
          "Fourfold policies",
        ),
        PayloadScope: "System",
        PayloadContent: [
          {
            ...payload(
              preferenceDomain,
              `${preferenceDomain}.policies.settings`,
              "B7B8C0D4-8A56-4B3C-8C8E-3F2D9A4E6C22",
              "Fourfold",
            ),
            ...settings,
          },
        ],
      }),
    ]),
    doctype,
  );
}

type Plist = PolicyValue | { readonly [key: string]: Plist } | readonly Plist[];

function exampleForMac(key: (typeof policyKeys)[number]): PolicyValue {
  if (key === "dataFolder") return "/Users/Shared/Fourfold/Data";
  if (key === "backupFolder") return "/Volumes/Backups/Fourfold";
  return policyOf(key).example;
}

function dictionary(values: { readonly [key: string]: Plist }): Element {
  return element(
    "dict",
    {},
    Object.entries(values).flatMap(([key, value]) => [element("key", {}, key), node(value)]),
  );
}

function node(value: Plist): Element {
  if (typeof value === "boolean") return element(String(value));
  if (typeof value === "number") return element("integer", {}, String(value));
  if (typeof value === "string") return element("string", {}, value);
  return Array.isArray(value)
    ? element("array", {}, value.map(node))
    : dictionary(value as { readonly [key: string]: Plist });
}
