// How much is shown, and what the years leave out.

import { count, t } from "./text.js";

export function summaryOf(model, { nodes, claims, undated, untimely }) {
  if (!model.claims.length) return t("summary.nothing");
  const parts = [t("summary.shown", { nodes: count("unit.node", nodes.size), claims: count("unit.claim", claims.length) })];
  if (undated) parts.push(t("summary.undated", { claims: count("unit.claim", undated) }));
  if (untimely) parts.push(t("summary.untimely", { claims: count("unit.claim", untimely) }));
  return `${parts.join("; ")}.`;
}
