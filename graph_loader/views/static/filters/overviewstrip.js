// What an overview shows and by which rule, and the ways to all and back.

import { h } from "../dom.js";
import { claimsAmong, READABLE } from "../network/overview.js";
import { count, figure, t } from "../text.js";

/** What the picture shows in an overview, in sentences; "" where it shows all. */
export function overviewInWords({ overview, claims, nodes }, api) {
  if (!overview) return "";
  const { chosen, each, all, kind, picked, open } = overview;
  const isStaged = api.model.theatres.length > 0;
  const values = { n: figure(chosen.length), all: count(`unit.${kind}`, all), each: figure(each), between: figure(claimsAmong(overview, claims)), claims: count("unit.claim", claims.length), nodes: count("unit.node", nodes.size) };
  const said = [t(isStaged ? "overview.theatres" : "overview.rule", values)];
  if (picked.length) said.push(t("overview.picked", { names: picked.map(api.name).join(", ") }));
  if (open.length) said.push(t("overview.open", { names: open.map(api.theatre).join(", ") }));
  return said.join(" ");
}

/** The switch between all and the overview, null where the network is not large. */
export function overviewStrip({ overview, nodes }, { view, whole, focus }, change) {
  if (view !== "network" || (!overview && !(whole && !focus.length && nodes.size > READABLE))) return null;
  const turn = () => change({ whole: !whole, open: [], moved: [], camera: null });
  return h("span", { class: "strip turn" }, h("button", { type: "button", onclick: turn }, t(whole ? "overview.back" : "overview.all")));
}
