import type { Coding, Extension, Questionnaire, QuestionnaireItem } from "fhir/r4";
import { checklist } from "../../checklist/index.ts";
import type { CellKind, Choice, Condition, Field, Group, Item, ItemKind } from "../../checklist/kinds.ts";
import { notDoneReasons } from "../../checklist/kinds.ts";
import { beside, choiceSystem, groupLink, noRows, partLink, questionnaireUrl, within } from "./codes.ts";

/**
 * The checklist as a FHIR R4 Questionnaire. An item's linkId is its id; fields, sides and rows stand below it ("IM.STUDY/date").
 * Patient, referrer and referral are no answers: they travel as resources of their own.
 */
export function questionnaire(): Questionnaire {
  return {
    resourceType: "Questionnaire",
    url: questionnaireUrl,
    version: checklist.version,
    name: "FourfoldEvaluation",
    title: "Evaluation of back and neck pain in four parts",
    status: "active",
    subjectType: ["Patient"],
    item: checklist.parts.map((part) => ({
      linkId: partLink(part.id),
      text: part.label,
      type: "group",
      item: part.groups.flatMap(groupOf),
    })),
  };
}

function groupOf(group: Group): QuestionnaireItem[] {
  const items = group.items.filter((item) => item.heldIn === undefined).flatMap(itemsOf);
  if (items.length === 0) return [];
  return [
    {
      linkId: groupLink(group.id),
      text: group.label,
      type: "group",
      ...enabledWhen(group.when),
      item: items,
    },
  ];
}

/** The item itself and what may be said beside it. */
function itemsOf(item: Item): QuestionnaireItem[] {
  const isAsked = item.requirement === "required" && item.when === undefined && !item.mayBeNotDone;
  const own: QuestionnaireItem = {
    linkId: item.id,
    text: item.label,
    ...(isAsked ? { required: true } : {}),
    ...enabledWhen(item.when),
    ...bodyOf(item, item.id),
  };
  if (item.kind === "computed") return [own];
  return [
    own,
    { linkId: beside(item.id, "note"), text: `${item.label}: note`, type: "text", maxLength: 4000 },
    ...(item.mayBeNotDone
      ? [
          {
            linkId: beside(item.id, "notDone"),
            text: `${item.label}: not done, why`,
            type: "choice" as const,
            answerOption: notDoneReasons.map((code) => ({ valueCoding: codingOf({ code }) })),
          },
        ]
      : []),
  ];
}

type Body = Omit<QuestionnaireItem, "linkId" | "text">;

function bodyOf(kind: ItemKind, linkId: string): Body {
  switch (kind.kind) {
    case "record":
      return { type: "group", item: fieldsOf(kind.fields, linkId) };
    case "pair": {
      const { entry } = kind;
      const sides = [
        ["right", "Right"],
        ["left", "Left"],
      ] as const;
      return {
        type: "group",
        item: sides.map(([side, text]) => ({
          linkId: within(linkId, side),
          text,
          ...bodyOf(entry, within(linkId, side)),
        })),
      };
    }
    case "grid":
      return {
        type: "group",
        item: kind.rows.map((row) => ({
          linkId: within(linkId, row.id),
          text: row.label,
          type: "group",
          ...enabledWhen(row.when),
          item: fieldsOf(kind.columns, within(linkId, row.id)),
        })),
      };
    case "repeat": {
      const none = {
        linkId: within(linkId, noRows),
        text: kind.noneLabel ?? "None",
        type: "boolean" as const,
      };
      return { type: "group", repeats: true, item: [...fieldsOf(kind.fields, linkId), none] };
    }
    case "drawing":
      return { type: "group", item: drawingOf(kind, linkId) };
    case "computed":
      return { type: "string", readOnly: true };
    default:
      return cellOf(kind);
  }
}

function fieldsOf(fields: readonly Field[], linkId: string): QuestionnaireItem[] {
  return fields.map((field) => ({
    linkId: within(linkId, field.id),
    text: field.label,
    ...(field.required ? { required: true } : {}),
    ...cellOf(field),
  }));
}

function drawingOf(kind: Extract<ItemKind, { kind: "drawing" }>, linkId: string): QuestionnaireItem[] {
  const regions = within(linkId, "regions");
  const regionChoices = kind.regions.map(({ id, label }) => ({ code: id, label }));
  return [
    {
      linkId: regions,
      text: "Marked regions",
      type: "group",
      repeats: true,
      item: [
        { linkId: within(regions, "region"), text: "Region", ...choiceOf(regionChoices) },
        { linkId: within(regions, "qualities"), text: "Quality", repeats: true, ...choiceOf(kind.qualities) },
      ],
    },
    { linkId: within(linkId, "strokes"), text: "Drawn lines, as JSON", type: "text", readOnly: true },
  ];
}

function cellOf(kind: CellKind): Body {
  switch (kind.kind) {
    case "text":
      return { type: kind.multiline ? "text" : "string", maxLength: kind.maxLength ?? 4000 };
    case "single":
      return choiceOf(kind.choices);
    case "multi":
      return { ...choiceOf(kind.choices), repeats: true };
    case "scale":
      return { type: "integer", extension: rangeOf(kind.min, kind.max, true) };
    case "number": {
      const isWhole = (kind.decimals ?? 0) === 0;
      const unit: Extension[] =
        kind.unit === ""
          ? []
          : [
              {
                url: "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
                valueCoding: { display: kind.unit },
              },
            ];
      return {
        type: isWhole ? "integer" : "decimal",
        extension: [...rangeOf(kind.min, kind.max, isWhole), ...unit],
      };
    }
    case "date":
      return { type: "date" };
  }
}

function choiceOf(choices: readonly Choice[]): Body {
  return { type: "choice", answerOption: choices.map((choice) => ({ valueCoding: codingOf(choice) })) };
}

export function codingOf({ code, label }: Pick<Choice, "code" | "label">): Coding {
  return { system: choiceSystem, code, ...(label === undefined || label === code ? {} : { display: label }) };
}

function rangeOf(min: number, max: number, isWhole: boolean): Extension[] {
  return (["minValue", "maxValue"] as const).map((name) => {
    const value = name === "minValue" ? min : max;
    return {
      url: `http://hl7.org/fhir/StructureDefinition/${name}`,
      ...(isWhole ? { valueInteger: value } : { valueDecimal: value }),
    };
  });
}

/**
 * When an item is asked, as far as FHIR R4 can say it: questions about one choice, joined by "all" or "any". What it cannot
 * say is left out, so that the form asks rather too much than too little.
 */
function enabledWhen(
  condition: Condition | undefined,
): Pick<QuestionnaireItem, "enableWhen" | "enableBehavior"> {
  if (condition === undefined) return {};
  if ("all" in condition) {
    const tests = condition.all.map(testsOf);
    if (tests.some((each) => each?.length !== 1)) return {};
    return enabling(
      tests.flatMap((each) => each ?? []),
      "all",
    );
  }
  const tests = "any" in condition ? condition.any.map(testsOf) : [testsOf(condition)];
  if (tests.some((each) => each === undefined)) return {};
  return enabling(
    tests.flatMap((each) => each ?? []),
    "any",
  );
}

type Test = Exclude<QuestionnaireItem["enableWhen"], undefined>[number];

function enabling(
  enableWhen: Test[],
  enableBehavior: "all" | "any",
): Pick<QuestionnaireItem, "enableWhen" | "enableBehavior"> {
  if (enableWhen.length === 0) return {};
  return enableWhen.length === 1 ? { enableWhen } : { enableWhen, enableBehavior };
}

/** One test a choice, of which one must hold. */
function testsOf(condition: Condition): readonly Test[] | undefined {
  if (!("item" in condition) || !("isOneOf" in condition) || condition.field !== undefined) return undefined;
  return condition.isOneOf.map((code) => ({
    question: condition.item,
    operator: "=",
    ...(typeof code === "number"
      ? { answerInteger: code }
      : { answerCoding: { system: choiceSystem, code } }),
  }));
}
