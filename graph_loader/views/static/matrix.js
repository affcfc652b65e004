// Who acts on whom: theatre by theatre and state by state; a cell opens its claims.

import { h, replace } from "./dom.js";
import { isDoubtful } from "./doubt.js";
import { groupOf } from "./model.js";
import { count, figure, t } from "./text.js";

const MOST_STATES = 24;

export function renderMatrix(container, shown, state, api) {
  const look = api.model.look;
  const theatres = Object.keys(look.theatre);
  const regions = tally(shown.claims, "region", api);
  const states = tally(shown.claims, "state", api);
  const order = [...states.totals].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id);
  replace(
    container,
    h("p", { class: "hint" }, t("matrix.hint")),
    theatres.length ? grid(t("matrix.theatres"), "region", theatres.filter((id) => regions.totals.has(id)), regions, api.theatre, state, api) : null,
    grid(t("matrix.states"), "state", order.slice(0, MOST_STATES), states, api.name, state, api),
  );
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

/** How many claims have a cell, and why the others have none. */
function account(by, groups, { cells, denied, doubtful, outside }) {
  const counted = [...cells.values()].reduce((sum, number) => sum + number, 0);
  const within = (map) => groups.flatMap((from) => groups.map((to) => map.get(`${from} ${to}`) ?? 0)).reduce((sum, number) => sum + number, 0);
  const seen = within(cells);
  const parts = [t("matrix.counted", { n: figure(seen), claims: count("unit.claim", counted + outside) })];
  if (within(denied)) parts.push(t("matrix.denied", { n: figure(within(denied)) }));
  if (within(doubtful)) parts.push(t("matrix.doubtful", { n: figure(within(doubtful)) }));
  if (outside) parts.push(t(`matrix.outside.${by}`, { n: figure(outside) }));
  if (counted > seen) parts.push(t("matrix.cut", { n: figure(counted - seen), most: groups.length }));
  return h("p", { class: "hint account" }, parts.join(" "));
}

/** How much of the accent a cell has, in percent: never so much that its digits fade, in either theme. */
export function shade(number, most) {
  return Math.round(10 + 45 * Math.sqrt(number / most));
}

/** " (1 denied, 2 doubtful)", or nothing. */
function notPlain(denied, doubtful) {
  const parts = [denied && `${figure(denied)} ${t("doubt.denied")}`, doubtful && `${figure(doubtful)} ${t("doubt.doubtful")}`].filter(Boolean);
  return parts.length ? ` (${parts.join(", ")})` : "";
}

function signs(denied, doubtful) {
  return denied || doubtful ? h("sup", { "aria-hidden": "true" }, denied ? "×" : "", doubtful ? "?" : "") : null;
}

function grid(title, by, groups, found, nameOf, state, api) {
  const { cells, denied, doubtful } = found;
  const most = Math.max(1, ...cells.values());
  const cell = (from, to) => {
    const number = cells.get(`${from} ${to}`) ?? 0;
    if (!number) return h("td", {}, h("span", { class: "unseen" }, "0"));
    const ids = [`${by}/${from}`, `${by}/${to}`];
    const chosen = state.selected?.kind === "cell" && state.selected.ids.join() === ids.join();
    const not = denied.get(`${from} ${to}`) ?? 0;
    const unsure = doubtful.get(`${from} ${to}`) ?? 0;
    const label = t("matrix.cell", { from: nameOf(from), to: nameOf(to), n: figure(number) }) + notPlain(not, unsure);
    const button = h("button", { type: "button", "aria-label": label, title: label, "aria-pressed": String(chosen), onclick: () => api.select({ kind: "cell", ids }) }, figure(number), signs(not, unsure));
    if (!chosen) button.style.background = `color-mix(in srgb, var(--accent) ${shade(number, most)}%, var(--paper))`;
    return h("td", {}, button);
  };
  return h(
    "section",
    { class: "sheet" },
    account(by, groups, found),
    h("table", { class: "matrix" },
      h("caption", {}, title),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "corner" }, t("matrix.corner"))), groups.map((to) => h("th", { scope: "col" }, h("span", { class: "slant" }, nameOf(to)))))),
      h("tbody", {}, groups.map((from) => h("tr", {}, h("th", { scope: "row" }, nameOf(from)), groups.map((to) => cell(from, to))))),
    ),
  );
}
