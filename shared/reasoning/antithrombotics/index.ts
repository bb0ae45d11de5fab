export {
  type AntithromboticCaution,
  type AntithromboticOptions,
  antithromboticCautions,
} from "./antithrombotics.ts";
export { type AntithromboticDrug, antithromboticDrug, antithromboticDrugs, type RiskClass } from "./drugs.ts";
export { procedureRisk, procedureWords } from "./procedureRisk.ts";
export { antithromboticRules } from "./rules.ts";
