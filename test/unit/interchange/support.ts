import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { FhirResource } from "fhir/r4";
import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";

const folder = new URL("../../fixtures/cases/", import.meta.url);

export const caseNames = readdirSync(folder).filter((name) => name.endsWith(".json"));

export function caseOf(name: string): Evaluation {
  return parseCaseFile(readFileSync(new URL(name, folder), "utf8"), "2026-11-01");
}

interface Validator {
  validate(resource: unknown, verbose?: boolean): readonly unknown[];
}
const JSONSchemaValidator = createRequire(import.meta.url)(
  "@asymmetrik/fhir-json-schema-validator",
) as new () => Validator;
const validator = new JSONSchemaValidator();

/** What HL7's JSON Schema of FHIR R4 finds wrong; nothing where the resource is sound. */
export function schemaFaults(resource: FhirResource): readonly unknown[] {
  return validator.validate(resource);
}
