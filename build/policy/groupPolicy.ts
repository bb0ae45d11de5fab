import type { PolicyKind } from "../../shared/policy/kinds.ts";
import {
  type PolicyArea,
  type PolicyKey,
  policyAreas,
  policyKeys,
  policyOf,
} from "../../shared/policy/policies.ts";
import { type Element, element, xmlDocument } from "./xml.ts";

/** The templates of the group policy editor, from the one list of policies. */

const schema = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";
const registryKey = "SOFTWARE\\Policies\\Fourfold";
const supported = "SUPPORTED_FOURFOLD";
const areas = Object.keys(policyAreas) as PolicyArea[];
const versions = { revision: "1.0", schemaVersion: "1.0", xmlns: schema };
const text = (id: string) => `$(string.${id})`;

/** fourfold.admx: what there is to set, and which value of the registry it becomes. */
export function admx(): string {
  return xmlDocument(
    element("policyDefinitions", versions, [
      element("policyNamespaces", {}, [
        element("target", { prefix: "fourfold", namespace: "Fourfold.Policies" }),
      ]),
      element("resources", { minRequiredRevision: "1.0" }),
      element("supportedOn", {}, [
        element("definitions", {}, [
          element("definition", { name: supported, displayName: text(supported) }),
        ]),
      ]),
      element("categories", {}, [
        element("category", { name: "Fourfold", displayName: text("Fourfold") }),
        ...areas.map((area) =>
          element("category", { name: category(area), displayName: text(category(area)) }, [
            element("parentCategory", { ref: "Fourfold" }),
          ]),
        ),
      ]),
      element("policies", {}, policyKeys.map(policyElement)),
    ]),
  );
}

function category(area: PolicyArea): string {
  return `Area_${area}`;
}

function policyElement(key: PolicyKey): Element {
  const { kind, area } = policyOf(key);
  const isSwitch = kind.type === "boolean";
  const decimal = (value: string) => [element("decimal", { value })];
  return element(
    "policy",
    {
      name: key,
      class: "Both",
      displayName: text(key),
      explainText: text(`${key}_Explain`),
      key: registryKey,
      ...(isSwitch ? { valueName: key } : { presentation: `$(presentation.${key})` }),
    },
    [
      element("parentCategory", { ref: category(area) }),
      element("supportedOn", { ref: supported }),
      ...(isSwitch
        ? [element("enabledValue", {}, decimal("1")), element("disabledValue", {}, decimal("0"))]
        : [element("elements", {}, [valueElement(key, kind)])]),
    ],
  );
}

function valueElement(key: PolicyKey, kind: PolicyKind): Element {
  const named = { id: key, valueName: key, required: "true" };
  switch (kind.type) {
    case "integer":
      return element("decimal", { ...named, minValue: String(kind.min), maxValue: String(kind.max) });
    case "choice":
      return element(
        "enum",
        named,
        kind.choices.map(({ code }) =>
          element("item", { displayName: text(`${key}_${code}`) }, [
            element("value", {}, [element("string", {}, code)]),
          ]),
        ),
      );
    case "lines":
      return element("multiText", named);
    // Names between % signs are filled in by Fourfold.
    case "folder":
    case "feed":
      return element("text", { ...named, expandable: "true", maxLength: "1000" });
    case "time":
      return element("text", { ...named, maxLength: "5" });
    case "text":
      return element("text", { ...named, maxLength: String(kind.max) });
    case "boolean":
      throw new Error("A switch has no value of its own.");
  }
}

/** en-US/fourfold.adml: the words for it. */
export function adml(): string {
  const string = (id: string, words: string) => element("string", { id }, words);
  return xmlDocument(
    element("policyDefinitionResources", versions, [
      element("displayName", {}, "Fourfold"),
      element("description", {}, "What IT decides for Fourfold on a computer."),
      element("resources", {}, [
        element("stringTable", {}, [
          string("Fourfold", "Fourfold"),
          string(supported, "Fourfold 0.1 and later"),
          ...areas.map((area) => string(category(area), policyAreas[area])),
          ...policyKeys.flatMap((key) => {
            const { kind, label, explanation, otherwise } = policyOf(key);
            return [
              string(key, label),
              string(
                `${key}_Explain`,
                `${explanation}\n\n${stateWords(kind)}\n\nNot configured: ${otherwise}`,
              ),
              ...(kind.type === "choice"
                ? kind.choices.map((choice) => string(`${key}_${choice.code}`, choice.label))
                : []),
            ];
          }),
        ]),
        element(
          "presentationTable",
          {},
          policyKeys.flatMap((key) => presentation(key)),
        ),
      ]),
    ]),
  );
}

function stateWords(kind: PolicyKind): string {
  return kind.type === "boolean"
    ? "Enabled: yes. Disabled: no. Both are in force and locked."
    : "Enabled: the value below is in force and locked. Disabled: as if not configured.";
}

function presentation(key: PolicyKey): readonly Element[] {
  const { kind, label } = policyOf(key);
  if (kind.type === "boolean") return [];
  return [element("presentation", { id: key }, [control(key, kind, label)])];
}

function control(key: PolicyKey, kind: Exclude<PolicyKind, { type: "boolean" }>, label: string): Element {
  const named = { refId: key };
  switch (kind.type) {
    case "integer":
      return element("decimalTextBox", { ...named, defaultValue: String(policyOf(key).example) }, label);
    case "choice":
      return element("dropdownList", { ...named, noSort: "true", defaultItem: "0" }, label);
    case "lines":
      return element("multiTextBox", named, label);
    default:
      return element("textBox", named, [element("label", {}, label)]);
  }
}
