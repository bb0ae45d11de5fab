import type {
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from "fhir/r4";
import { checklist } from "../../checklist/index.ts";
import type { CellKind, Field, Item, ItemKind } from "../../checklist/kinds.ts";
import type { Answer, Answers, AnswerValue } from "../../evaluation/evaluation.ts";
import { recordValue } from "../../evaluation/reader.ts";
import { beside, groupLink, noRows, partLink, questionnaireCanonical, within } from "./codes.ts";
import { codingOf } from "./questionnaire.ts";

type ResponseItem = QuestionnaireResponseItem;

/** The answers of an evaluation as the items of a FHIR R4 QuestionnaireResponse, in the order of the checklist. */
export function responseItems(answers: Answers): ResponseItem[] {
  return checklist.parts.flatMap((part) => {
    const groups = part.groups.flatMap((group) => {
      const item = group.items.flatMap((each) => itemsOf(each, answers[each.id]));
      return item.length === 0 ? [] : [{ linkId: groupLink(group.id), text: group.label, item }];
    });
    return groups.length === 0 ? [] : [{ linkId: partLink(part.id), text: part.label, item: groups }];
  });
}

/** `authored` is the instant of signing; both references are those of the bundle that it stands in. */
export function questionnaireResponse(
  answers: Answers,
  more: Pick<QuestionnaireResponse, "id" | "status" | "subject" | "author" | "authored">,
): QuestionnaireResponse {
  return {
    resourceType: "QuestionnaireResponse",
    ...more,
    questionnaire: questionnaireCanonical,
    item: responseItems(answers),
  };
}

function itemsOf(item: Item, answer: Answer | undefined): ResponseItem[] {
  if (answer === undefined || item.heldIn !== undefined) return [];
  const { value, note, notDone, waived, carriedFrom, filled } = answer;
  const said = (what: Parameters<typeof beside>[1], ...answers: QuestionnaireResponseItemAnswer[]) => ({
    linkId: beside(item.id, what),
    answer: answers,
  });
  return [
    ...(value === undefined
      ? []
      : valueItems(item, item.id, value).map((own) => ({ ...own, text: item.label }))),
    ...(note === undefined ? [] : [said("note", { valueString: note })]),
    ...(notDone === undefined ? [] : [said("notDone", { valueCoding: codingOf({ code: notDone }) })]),
    ...(waived === undefined ? [] : [said("waived", { valueString: waived })]),
    ...(carriedFrom === undefined ? [] : [said("carriedFrom", { valueDate: carriedFrom })]),
    ...(filled === undefined
      ? []
      : [
          filled === true
            ? said("filled", { valueBoolean: true })
            : said("filled", ...filled.map((place) => ({ valueString: place }))),
        ]),
  ];
}

/** One item of the response; a list has one for each row. */
function valueItems(kind: ItemKind, linkId: string, value: AnswerValue): ResponseItem[] {
  switch (kind.kind) {
    case "record":
      return [{ linkId, item: fieldItems(kind.fields, linkId, value) }];
    case "pair": {
      const sides = recordValue(value) ?? {};
      const item = (["right", "left"] as const).flatMap((side) => {
        const entry = sides[side];
        return entry === undefined ? [] : valueItems(kind.entry, within(linkId, side), entry);
      });
      return [{ linkId, item }];
    }
    case "grid": {
      const rows = recordValue(value) ?? {};
      const item = kind.rows.flatMap(({ id }) => {
        const row = rows[id];
        const rowLink = within(linkId, id);
        return row === undefined ? [] : [{ linkId: rowLink, item: fieldItems(kind.columns, rowLink, row) }];
      });
      return [{ linkId, item }];
    }
    case "repeat": {
      const rows = listOf(value);
      if (rows.length === 0) {
        return [{ linkId, item: [{ linkId: within(linkId, noRows), answer: [{ valueBoolean: true }] }] }];
      }
      return rows.map((row) => ({ linkId, item: fieldItems(kind.fields, linkId, row) }));
    }
    case "drawing":
      return [{ linkId, item: drawingItems(kind, linkId, value) }];
    case "computed":
      return [];
    default:
      return [{ linkId, answer: cellAnswers(kind, value) }];
  }
}

function fieldItems(fields: readonly Field[], linkId: string, value: AnswerValue): ResponseItem[] {
  const record = recordValue(value) ?? {};
  return fields.flatMap((field) => {
    const cell = record[field.id];
    return cell === undefined
      ? []
      : [{ linkId: within(linkId, field.id), text: field.label, answer: cellAnswers(field, cell) }];
  });
}

function drawingItems(
  kind: Extract<ItemKind, { kind: "drawing" }>,
  linkId: string,
  value: AnswerValue,
): ResponseItem[] {
  const { regions = [], strokes } = recordValue(value) ?? {};
  const regionLink = within(linkId, "regions");
  return [
    ...listOf(regions).map((mark) => {
      const { region = "", qualities = [] } = recordValue(mark) ?? {};
      const place = kind.regions.find(({ id }) => id === region);
      const qualityItem = {
        linkId: within(regionLink, "qualities"),
        answer: listOf(qualities).map((code) => ({ valueCoding: codeOf(kind.qualities, code) })),
      };
      return {
        linkId: regionLink,
        item: [
          {
            linkId: within(regionLink, "region"),
            answer: [
              { valueCoding: codingOf({ code: String(region), ...(place && { label: place.label }) }) },
            ],
          },
          ...(qualityItem.answer.length === 0 ? [] : [qualityItem]),
        ],
      };
    }),
    ...(strokes === undefined
      ? []
      : [{ linkId: within(linkId, "strokes"), answer: [{ valueString: JSON.stringify(strokes) }] }]),
  ];
}

function cellAnswers(kind: CellKind, value: AnswerValue): QuestionnaireResponseItemAnswer[] {
  switch (kind.kind) {
    case "text":
      return [{ valueString: String(value) }];
    case "single":
      return [{ valueCoding: codeOf(kind.choices, value) }];
    case "multi":
      return listOf(value).map((code) => ({ valueCoding: codeOf(kind.choices, code) }));
    case "scale":
      return [{ valueInteger: Number(value) }];
    case "number":
      return [(kind.decimals ?? 0) === 0 ? { valueInteger: Number(value) } : { valueDecimal: Number(value) }];
    case "date":
      return [{ valueDate: String(value) }];
  }
}

function codeOf(choices: readonly { readonly code: string; readonly label?: string }[], value: AnswerValue) {
  return codingOf(choices.find(({ code }) => code === value) ?? { code: String(value) });
}

function listOf(value: AnswerValue): readonly AnswerValue[] {
  return Array.isArray(value) ? value : [];
}
