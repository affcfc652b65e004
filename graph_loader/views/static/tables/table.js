// What is visible as a table, claims first: for reading, sorting, copying and screen readers.

import { place } from "../save/cite.js";
import { amount, citeWords, dateText, doubtBadges, doubtsInWords, standing, tieText } from "../panel/claims.js";
import { h, replace } from "../dom.js";
import { grid } from "./grid.js";
import { byDate, weigh } from "../model.js";
import { figure, t, term } from "../text.js";

export const ROWS = ["claims", "nodes"];
const FIRST = { claims: "date", nodes: "claims" };

/** Draw the table that the state asks for: {rows, key, down}. */
export function renderTable(container, shown, state, api) {
  const { rows: kind, key, down } = state.table;
  const columns = kind === "claims" ? claimColumns(api) : nodeColumns(shown, api);
  const known = columns.some((column) => column.key === key);
  const sort = known ? { key, down } : { key: FIRST[kind], down: kind === "nodes" };
  const change = (patch) => api.set({ table: { ...state.table, ...patch } });
  const rows = kind === "claims" ? shown.claims : [...shown.nodes].map((id) => api.model.nodes.get(id));
  replace(
    container,
    h("div", { class: "row choice", role: "group", "aria-label": t("table.rows") }, ROWS.map((one) => choice(one, kind, shown, () => change({ rows: one, key: null, down: false })))),
    grid(container, { title: t(`table.${kind}`), columns, rows, sort, change }),
  );
}

function choice(kind, chosen, shown, act) {
  const number = kind === "claims" ? shown.claims.length : shown.nodes.size;
  return h("button", { type: "button", "aria-pressed": String(kind === chosen), onclick: act }, t(`table.${kind}`), " ", h("span", { class: "number" }, figure(number)));
}

function claimColumns(api) {
  const sources = (claim) => claim.evidence.map((row) => [api.name(row.source), place(row, citeWords())].filter(Boolean).join(", ")).join("; ");
  const text = (key, value, cell = value) => ({ key, value, cell });
  return [
    { key: "date", value: (claim) => claim.date, compare: byDate, cell: (claim) => h("button", { class: "link", type: "button", "data-claim": claim.id, onclick: () => api.openClaim(claim) }, dateText(claim)) },
    text("from", (claim) => api.name(claim.from), (claim) => link(claim.from, api)),
    text("type", tieText),
    text("to", (claim) => api.name(claim.to), (claim) => link(claim.to, api)),
    text("summary", (claim) => claim.summary ?? "", (claim) => h("span", { lang: "en", title: claim.summary ?? "" }, claim.summary ?? "")),
    { key: "amount", figure: true, value: (claim) => claim.amount, cell: (claim) => amount(claim) },
    text("standing", (claim) => term("standings", claim.standing), (claim) => standing(claim) ?? term("standings", claim.standing)),
    text("polarity", (claim) => (claim.polarity === "affirmed" ? "" : t(`polarity.${claim.polarity}`))),
    text("doubt", doubtsInWords, doubtBadges),
    text("source", sources, (claim) => h("span", { title: sources(claim) }, sources(claim))),
    ...(api.model.packages.size > 1 ? [text("package", (claim) => claim.package ?? "", (claim) => h("span", { title: api.model.packages.get(claim.package) ?? "" }, claim.package ?? ""))] : []),
    text("permalink", (claim) => claim.id, (claim) => h("a", { href: api.link({ kind: "claim", ids: [claim.id] }) }, claim.id)),
  ];
}

function nodeColumns(shown, api) {
  const weights = weigh(shown.claims);
  const nodes = [...shown.nodes].map((id) => api.model.nodes.get(id));
  const years = yearsOf(shown.claims);
  const number = (key, value) => ({ key, figure: true, value, cell: (node) => (value(node) === undefined ? "–" : figure(value(node))) });
  const year = (key, value) => ({ ...number(key, value), cell: (node) => String(value(node) ?? "–") });
  const columns = [
    { key: "name", value: (node) => api.name(node.id), cell: (node) => link(node.id, api) },
    { key: "kind", value: (node) => term("kinds", node.label), cell: (node) => term("kinds", node.label) },
    { key: "theatre", value: (node) => node.region && api.theatre(node.region), cell: (node) => (node.region ? api.theatre(node.region) : "–"), only: (node) => node.region },
    { key: "claims", figure: true, value: (node) => weights.get(node.id) ?? 0, cell: (node) => figure(weights.get(node.id) ?? 0) },
    { ...year("first", (node) => years.get(node.id)?.[0]), only: (node) => years.has(node.id) },
    { ...year("last", (node) => years.get(node.id)?.[1]), only: (node) => years.has(node.id) },
    { ...number("neighbours", (node) => node.measures.degree), only: (node) => node.measures.degree !== undefined },
    { ...number("betweenness", (node) => node.measures.betweenness), only: (node) => node.measures.betweenness !== undefined },
    { key: "role", value: (node) => node.measures.role && term("roles", node.measures.role), cell: (node) => (node.measures.role ? term("roles", node.measures.role) : "–"), only: (node) => node.measures.role },
  ];
  return columns.filter(({ only }) => !only || nodes.some(only));
}

/** The first and the last year of the visible claims of each node. */
function yearsOf(claims) {
  const years = new Map();
  for (const { from, to, years: [first, last] = [] } of claims) {
    if (first === undefined) continue;
    for (const id of [from, to]) {
      const [low, high] = years.get(id) ?? [first, last ?? first];
      years.set(id, [Math.min(low, first), Math.max(high, last ?? first)]);
    }
  }
  return years;
}

function link(id, api) {
  return h("button", { class: "link", type: "button", onclick: () => api.go(id) }, api.name(id));
}
