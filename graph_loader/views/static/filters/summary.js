// What is shown, in a sentence, and what limits it, each with the way out.

import { brushChip } from "./brushchip.js";
import { focusStrip } from "../controls.js";
import { h } from "../dom.js";
import { overviewInWords, overviewStrip } from "./overviewstrip.js";
import { editsStrip } from "../network/editstrip.js";
import { searchChip } from "../search/searchbox.js";
import { changedClaims, unfollowed } from "../doubt/suggested.js";
import { count, t } from "../text.js";

/** "524 nodes and 1,352 claims shown; 12 claims without a date left out." */
export function summary(shown, state, api) {
  if (!api.model.claims.length) return t("summary.nothing");
  const nodes = count("unit.node", shown.nodes.size);
  const told = state.view === "network" ? overviewInWords(shown, api) : "";
  const parts = [t(told ? "summary.found" : "summary.shown", { nodes, claims: count("unit.claim", shown.claims.length) })];
  const opening = (kind, text) => parts.push("; ", h("button", { type: "button", class: "link", onclick: () => api.select({ kind, ids: [] }) }, text));
  if (shown.undated.length) opening("undated", t(state.undated ? "summary.undatedToo" : "summary.undated", { claims: count("unit.claim", shown.undated.length) }));
  if (state.suggested) opening("suggested", suggestedInWords(api.model));
  if (shown.untimely) parts.push("; ", count("summary.untimely", shown.untimely));
  return [...parts, told ? `. ${told}` : "."];
}

/** How many claims read otherwise as suggested, and how many suggestions cannot be followed. */
function suggestedInWords(model) {
  const refused = unfollowed(model).length;
  const moved = t("summary.suggested", { claims: count("unit.claim", changedClaims(model).length) });
  return refused ? `${moved}, ${count("suggested.refused", refused)}` : moved;
}

/** The search, the pick, the focus and the edits that limit what is shown. */
export function strip(shown, state, api) {
  const change = (patch) => (patch.focus ? api.edit({ ...patch, pinned: [], extra: [], camera: null }) : api.set({ ...patch, camera: null }));
  return [overviewStrip(shown, state, (patch) => api.edit(patch)), searchChip(state.q, () => change({ q: "" })), brushChip(shown, api, () => change({ brush: null })), focusStrip({ focus: state.focus, steps: state.steps, most: api.model.part?.steps ?? 3, claims: shown.claims, name: api.name, change }), editsStrip(state, api)];
}
