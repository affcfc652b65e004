// Who acts on whom: by theatre, bloc, kind and state; a cell opens its claims.

import { groupsOf } from "../filters/brush.js";
import { groupName } from "../filters/brushchip.js";
import { h, replace } from "../dom.js";
import { isDoubtful } from "../doubt/doubt.js";
import { groupOf } from "../model.js";
import { count, figure, t } from "../text.js";

// More would be no table but a carpet; those with most claims have a line.
const MOST = 150;
const GROUPINGS = { region: "theatre", side: "bloc", label: "kind", state: null };

export function renderMatrix(container, shown, state, api) {
  const grids = Object.entries(GROUPINGS).map(([by, look]) => {
    const found = tally(shown.claims, by, api);
    const most = [...found.totals].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id).slice(0, MOST);
    const order = look ? Object.keys(api.model.look[look]).filter((id) => most.includes(id)) : most;
    return order.length ? grid(by, order, found, groupsOf(api.model, state.selected, shown.claims, by), state, api) : null;
  });
  replace(container, h("p", { class: "hint" }, t("matrix.hint")), grids);
}

/** Claims counted by the groups of their two ends; `denied`: of how many it was not so; `doubtful`: against how many something is noted; `outside`: how many have an end that belongs to none. */
export function tally(claims, by, api) {
  const cells = new Map();
  const totals = new Map();
  let outside = 0;
  const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  const denied = new Map();
  const doubtful = new Map();
  for (const claim of claims) {
    const [from, to] = [claim.from, claim.to].map((id) => groupOf(api.model.nodes.get(id), by));
    if (!from || !to) {
      outside += 1;
      continue;
    }
    add(cells, `${from} ${to}`);
    if (claim.polarity === "denied") add(denied, `${from} ${to}`);
    if (isDoubtful(claim)) add(doubtful, `${from} ${to}`);
    for (const group of new Set([from, to])) add(totals, group);
  }
  return { cells, denied, doubtful, totals, outside };
}

/** How many claims have a cell, and why the others have none: together all that are shown. */
function account(by, groups, { cells, denied, doubtful, outside }, api) {
  const known = new Set(groups);
  const within = (map) => [...map].reduce((sum, [key, number]) => sum + (key.split(" ").every((group) => known.has(group)) ? number : 0), 0);
  const counted = [...cells.values()].reduce((sum, number) => sum + number, 0);
  const seen = within(cells);
  const parts = [t("matrix.counted", { n: figure(seen), claims: count("unit.claim", counted + outside) })];
  if (within(denied)) parts.push(count("matrix.denied", within(denied)));
  if (within(doubtful)) parts.push(count("matrix.doubtful", within(doubtful)));
  if (counted > seen) parts.push(count("matrix.cut", counted - seen, { most: groups.length }));
  const open = () => api.select({ kind: "end", ids: [`${by}/`] });
  const rest = outside ? [" ", h("button", { type: "button", class: "link", onclick: open }, count(`matrix.outside.${by}`, outside))] : null;
  return h("p", { class: "hint account" }, parts.join(" "), rest);
}

/** How much of the accent a cell has, in percent: never so much that its digits fade, in either theme. */
export function shade(number, most) {
  return Math.round(10 + 45 * Math.sqrt(number / most));
}

/** " (1 denied, 2 doubtful)", or nothing. */
function notPlain(denied, doubtful) {
  const parts = [denied && count("doubt.denied", denied), doubtful && count("doubt.doubtful", doubtful)].filter(Boolean);
  return parts.length ? ` (${parts.join(", ")})` : "";
}

function signs(denied, doubtful) {
  return denied || doubtful ? h("sup", { "aria-hidden": "true" }, denied ? "×" : "", doubtful ? "?" : "") : null;
}

function grid(by, groups, found, marked, state, api) {
  const { cells, denied, doubtful } = found;
  const most = Math.max(1, ...cells.values());
  const nameOf = (id) => groupName(`${by}/${id}`, api);
  const ends = [...cells.keys()].map((key) => key.split(" "));
  const [rows, columns] = [0, 1].map((end) => {
    const used = new Set(ends.map((pair) => pair[end]));
    return groups.filter((group) => used.has(group));
  });
  const cell = (from, to) => {
    const key = `${from} ${to}`;
    const number = cells.get(key) ?? 0;
    if (!number) return h("td");
    const ids = [`${by}/${from}`, `${by}/${to}`];
    const chosen = state.selected?.kind === "cell" && state.selected.ids.join() === ids.join();
    const not = denied.get(key) ?? 0;
    const unsure = doubtful.get(key) ?? 0;
    const label = t("matrix.cell", { from: nameOf(from), to: nameOf(to), n: figure(number) }) + notPlain(not, unsure);
    const button = h("button", { type: "button", "aria-label": label, title: label, "aria-pressed": String(chosen), onclick: () => api.select({ kind: "cell", ids }) }, figure(number), signs(not, unsure));
    if (!chosen) button.style.background = `color-mix(in srgb, var(--accent) ${shade(number, most)}%, var(--paper))`;
    return h("td", { class: marked.cells.has(key) && "marked" }, button);
  };
  const head = (scope, id, content) => h("th", { scope, class: marked.groups.has(id) && "marked" }, content);
  return h(
    "section",
    { class: "sheet" },
    account(by, groups, found, api),
    h("table", { class: "matrix" },
      h("caption", {}, t(`matrix.by.${by}`)),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "corner" }, t("matrix.corner"))), columns.map((to) => head("col", to, h("span", { class: "slant" }, nameOf(to)))))),
      h("tbody", {}, rows.map((from) => h("tr", {}, head("row", from, nameOf(from)), columns.map((to) => cell(from, to))))),
    ),
  );
}
