import { noPolicy, type PolicyInForce, valuesOf } from "../../shared/policy/merge.ts";
import type { PolicyValues } from "../../shared/policy/policies.ts";

/** The policies that this backend obeys. Whoever starts it reads them and tells it when they change. */
export class ObeyedPolicy {
  #inForce: PolicyInForce;
  #values: PolicyValues;

  constructor(inForce: PolicyInForce = noPolicy) {
    this.#inForce = inForce;
    this.#values = valuesOf(inForce.entries);
  }

  get inForce(): PolicyInForce {
    return this.#inForce;
  }

  get values(): PolicyValues {
    return this.#values;
  }

  change(inForce: PolicyInForce): void {
    this.#inForce = inForce;
    this.#values = valuesOf(inForce.entries);
  }
}
