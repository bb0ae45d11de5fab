import type { PolicyValues } from "../../../shared/policy/policies.ts";
import type { PracticeValues } from "../practice/practiceValues.ts";

/** A form of the practice with what policies have set; what was half typed elsewhere stays. */
export function governPracticeValues<Values extends PracticeValues>(
  values: Values,
  policy: PolicyValues,
): Values {
  return {
    ...values,
    practiceName: policy.letterheadName ?? values.practiceName,
    address: policy.letterheadAddress?.join("\n") ?? values.address,
    phone: policy.letterheadPhone ?? values.phone,
    fax: policy.letterheadFax ?? values.fax,
    paper: policy.letterPaper ?? values.paper,
    letter: {
      ...values.letter,
      footer: policy.letterFooter ?? values.letter.footer,
      confidentiality: policy.letterConfidentiality ?? values.letter.confidentiality,
      namesInFiles: policy.patientNamesInFiles ?? values.letter.namesInFiles,
      attachFindings: policy.lettersCarryFindings ?? values.letter.attachFindings,
    },
  };
}
