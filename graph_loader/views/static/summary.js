// How much is shown, what the years leave out, and what reads otherwise as suggested.

import { h } from "./dom.js";
import { changedClaims, unfollowed } from "./suggested.js";
import { count, t } from "./text.js";

/** The words, with buttons that open the claims they speak of. `links`: {open(kind), undatedShown, suggested: a text or null}. */
export function summaryOf(model, { nodes, claims, undated, untimely }, { open, undatedShown, suggested }) {
  if (!model.claims.length) return t("summary.nothing");
  const parts = [t("summary.shown", { nodes: count("unit.node", nodes.size), claims: count("unit.claim", claims.length) })];
  const opening = (kind, text) => parts.push("; ", h("button", { type: "button", class: "link", onclick: () => open(kind) }, text));
  if (undated.length) opening("undated", t(undatedShown ? "summary.undatedToo" : "summary.undated", { claims: count("unit.claim", undated.length) }));
  if (suggested) opening("suggested", suggested);
  if (untimely) parts.push("; ", t("summary.untimely", { claims: count("unit.claim", untimely) }));
  return [parts, "."];
}

/** How many claims read otherwise as suggested, and how many suggestions cannot be followed. */
export function suggestedInWords(model) {
  const refused = unfollowed(model).length;
  const moved = t("summary.suggested", { claims: count("unit.claim", changedClaims(model).length) });
  return refused ? `${moved}, ${count("suggested.refused", refused)}` : moved;
}
