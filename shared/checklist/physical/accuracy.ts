/**
 * Published accuracy of provocative tests (clinical reference 2.2.3), shown beside a test with its source and never
 * reckoned with: populations and reference standards differ, and likelihood ratios are not multiplied. "To be confirmed"
 * marks general knowledge.
 */
const accuracyOfTests: Readonly<Record<string, string>> = {
  "PE.T.SLR":
    "Against MRI (2352 patients): sensitivity 0.36, specificity 0.74, LR+ 1.38, worse with age (Ref24). In surgical series 0.92 and 0.28 (Ref25, to be confirmed)",
  "PE.T.XSLR": "Sensitivity 0.28, specificity 0.90 (to be confirmed)",
  "PE.T.SLUMP":
    "The published figures conflict: sensitivity 0.84, specificity 0.83 in one study, the specificities of slump and leg raise exchanged in a review of it; 0.80 and 0.71 in a pilot (Ref24)",
  "PE.T.BRAG": "Sensitivity about 0.69, specificity about 0.76 (Ref50)",
  "PE.T.SPURL":
    "Sensitivity 0.30, specificity 0.93 (Ref22); in a review 0.38 to 0.97 and 0.89 to 1.00 (Ref23)",
  "PE.T.CDIST": "Sensitivity 0.44, specificity 0.90 (Ref22)",
  "PE.T.SHABD": "Low to moderate sensitivity, moderate to high specificity (Ref23)",
  "PE.T.ULTT": "Sensitivity 0.97, specificity 0.22 (Ref22): a negative test speaks against a root",
  "PE.C.WAIN":
    "3 of 4: sensitivity 0.39, specificity 0.94, post-test 65 % (LR+ about 6.1, to be confirmed); 4 of 4: 0.24, 0.99, LR+ 30.3, post-test 90 %; 82 patients (Ref22)",
  "PE.T.SIDIST": "Sensitivity about 0.60, specificity about 0.81 (Ref21, Ref50)",
  "PE.T.THIGH": "Sensitivity 0.88 (0.36 to 0.88), specificity 0.69 (Ref50)",
  "PE.T.COMP": "Sensitivity about 0.69, specificity about 0.69 (Ref50)",
  "PE.T.SACR":
    "The published figures conflict: sensitivity 0.63 (to be confirmed) or 0.53, specificity 0.75 (Ref21, Ref50)",
  "PE.T.GAEN": "Sensitivity about 0.53, specificity about 0.71 (Ref50)",
  "PE.C.LAS":
    "3 or more of 6 (Gaenslen of each side counted apart): sensitivity 0.94, specificity 0.78, 48 patients; commonly used as 3 or more of 5. Of little meaning where pain centralises (Ref21)",
  "PE.C.VDW": "3 or more of 5: sensitivity 0.85, specificity 0.79, LR+ 4.02 (Ref21)",
  "PE.T.ASLR": "Sensitivity about 0.87, specificity about 0.94 around childbirth (Ref50)",
  "PE.T.SUPINE": "Sensitivity about 0.81, specificity about 0.93 (to be confirmed)",
  "PE.PERC": "For an acute fracture: sensitivity about 0.88, specificity about 0.90 (to be confirmed)",
  "NE.U.HOFF": "For the cord: sensitivity 0.59, specificity 0.81 (Ref26)",
  "NE.U.BAB": "For the cord: sensitivity 0.13, specificity 1.00 (Ref26)",
  "NE.U.CLON": "For the cord: sensitivity 0.13, specificity 1.00 (Ref26)",
  "NE.U.ISS": "For the cord: sensitivity 0.51, specificity 0.81 (Ref26)",
};

/** For an item's definition: its accuracy, where something is published. */
export function accuracyOf(id: string): { readonly accuracy?: string } {
  const accuracy = accuracyOfTests[id];
  return accuracy === undefined ? {} : { accuracy };
}
