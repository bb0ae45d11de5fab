import { z } from "zod";

/**
 * The page's policy lets no text become markup or script (`require-trusted-types-for 'script'`). The one exception is the
 * component library, which writes style sheets through `innerHTML`: text without a tag is let through, everything else is refused.
 *
 * Imported before anything else, so that it is there when the first component or schema is made.
 */
interface PolicyFactory {
  createPolicy(name: "default", rules: { createHTML(text: string): string | null }): unknown;
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
factory?.createPolicy("default", { createHTML: (text) => (text.includes("<") ? null : text) });

// Otherwise the schemas would try whether they may compile themselves into functions, which the policy refuses and reports.
z.config({ jitless: true });
