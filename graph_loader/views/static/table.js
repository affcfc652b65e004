// The visible nodes and ties as tables: for reading, copying and screen readers.

import { place } from "./cite.js";
import { citeWords, dateText, doubtBadges, standing, tieText } from "./claims.js";
import { h, replace } from "./dom.js";
import { byDate, weigh } from "./model.js";
import { figure, t, term } from "./text.js";

// Rows past these are made when they are asked for, and by print.js: 20,000 at once would take seconds.
const MOST = 300;

export function renderTable(container, shown, api) {
  const weights = weigh(shown.claims);
  const rank = (node) => weights.get(node.id) ?? 0;
  const nodes = [...shown.nodes].map((id) => api.model.nodes.get(id)).sort((a, b) => rank(b) - rank(a) || (a.id < b.id ? -1 : 1));
  const claims = [...shown.claims].sort(byDate);
  const theatre = Object.keys(api.model.look.theatre).length > 0;
  replace(
    container,
    table(t("table.nodes"), ["name", "kind", ...(theatre ? ["theatre"] : []), "claims"], nodes, (node) => nodeRow(node, rank(node), theatre, api)),
    table(t("table.claims"), ["date", "from", "type", "to", "standing", "summary", "source"], claims, (claim) => claimRow(claim, api)),
  );
}

function table(title, columns, rows, rowOf) {
  const body = h("tbody", {}, rows.slice(0, MOST).map(rowOf));
  const rest = rows.length - MOST;
  const more = rest > 0 ? h("button", { type: "button", class: "more" }, t("table.all", { n: figure(rows.length) })) : null;
  more?.addEventListener("click", () => {
    body.append(...rows.slice(MOST).map(rowOf));
    more.remove();
  });
  return h(
    "section",
    { class: "sheet" },
    h("table", {},
      h("caption", {}, title, " ", h("span", { class: "number" }, figure(rows.length))),
      h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col" }, t(`table.${column}`))))),
      body,
    ),
    more,
  );
}

function nodeRow(node, number, theatre, api) {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, link(node.id, api)),
    h("td", {}, term("kinds", node.label)),
    theatre ? h("td", {}, node.region ? api.theatre(node.region) : "–") : null,
    h("td", { class: "figure" }, figure(number)),
  );
}

function claimRow(claim, api) {
  const sources = claim.evidence.map((row) => [api.name(row.source), place(row, citeWords())].filter(Boolean).join(", "));
  return h(
    "tr",
    {},
    h("td", {}, dateText(claim)),
    h("td", {}, link(claim.from, api)),
    h("td", {}, tieText(claim)),
    h("td", {}, link(claim.to, api)),
    h("td", {}, standing(claim) ?? term("standings", claim.standing), " ", doubtBadges(claim)),
    h("td", { lang: "en" }, claim.summary ?? ""),
    h("td", {}, sources.join("; ")),
  );
}

function link(id, api) {
  return h("button", { class: "link", type: "button", onclick: () => api.go(id) }, api.name(id));
}
