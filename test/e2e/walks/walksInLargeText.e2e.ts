import { walkThroughCases } from "./cases.ts";
import { enlargeText } from "./largeText.ts";

walkThroughCases(", with text at twice its size", enlargeText);
