// The visible nodes and ties as tables: for reading, copying and screen readers.

import { dateText } from "./claims.js";
import { h, replace } from "./dom.js";
import { byDate } from "./model.js";
import { count, t, term } from "./text.js";

const MOST = 300;

export function renderTable(container, shown, api) {
  const nodes = [...shown.nodes].map((id) => api.model.nodes.get(id)).sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1));
  const claims = [...shown.claims].sort(byDate);
  replace(
    container,
    table(t("table.nodes"), ["name", "kind", "theatre", "claims"], nodes, (node) => nodeRow(node, api)),
    table(t("table.claims"), ["date", "from", "type", "to", "summary", "source"], claims, (claim) => claimRow(claim, api)),
  );
}

function table(title, columns, rows, rowOf) {
  return h(
    "section",
    { class: "sheet" },
    h("table", {},
      h("caption", {}, title, " ", h("span", { class: "number" }, String(rows.length))),
      h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col" }, t(`table.${column}`))))),
      h("tbody", {}, rows.slice(0, MOST).map(rowOf)),
    ),
    rows.length > MOST ? h("p", { class: "hint" }, `${count("panel.more", rows.length - MOST)}. ${t("table.more")}`) : null,
  );
}

function nodeRow(node, api) {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, link(node.id, api)),
    h("td", {}, term("kinds", node.label)),
    h("td", {}, node.region ? api.theatre(node.region) : "–"),
    h("td", { class: "figure" }, String(node.degree)),
  );
}

function claimRow(claim, api) {
  const sources = claim.evidence.map((row) => `${api.name(row.source)}, ${row.locator ?? ""}`);
  return h(
    "tr",
    {},
    h("td", {}, dateText(claim)),
    h("td", {}, link(claim.from, api)),
    h("td", {}, term("types", claim.type)),
    h("td", {}, link(claim.to, api)),
    h("td", { lang: "en" }, claim.summary ?? ""),
    h("td", {}, sources.join("; ")),
  );
}

function link(id, api) {
  return h("button", { class: "link", type: "button", onclick: () => api.go(id) }, api.name(id));
}
