// A window of time in words.

import { endsInWords } from "./dates.js";
import { phrases } from "../text.js";

/** "1966–1968", or the days where the window does not hold whole years. */
export function spanInWords(state) {
  const { whole, first, last } = endsInWords(state, phrases("date"));
  return [first ?? "…", last ?? "…"].join(whole ? "–" : " – ");
}
