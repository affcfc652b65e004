// Who acts on whom: theatre by theatre and state by state; a cell opens its claims.

import { h, replace } from "./dom.js";
import { groupOf } from "./model.js";
import { t } from "./text.js";

const MOST_STATES = 24;

export function renderMatrix(container, shown, state, api) {
  const look = api.model.data.look;
  const theatres = Object.keys(look.theatre);
  const regions = tally(shown.claims, "region", api);
  const states = tally(shown.claims, "state", api);
  const order = [...states.totals].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id);
  replace(
    container,
    h("p", { class: "hint" }, t("matrix.hint")),
    grid(t("matrix.theatres"), "region", theatres.filter((id) => regions.totals.has(id)), regions, api.theatre, state, api),
    grid(t("matrix.states"), "state", order.slice(0, MOST_STATES), states, api.name, state, api),
  );
}

/** Claims counted by the groups of their two ends; claims with an end outside all groups are left out. */
export function tally(claims, by, api) {
  const cells = new Map();
  const totals = new Map();
  const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const claim of claims) {
    const [from, to] = [claim.from, claim.to].map((id) => groupOf(api.model.nodes.get(id), by));
    if (!from || !to) continue;
    add(cells, `${from} ${to}`);
    for (const group of new Set([from, to])) add(totals, group);
  }
  return { cells, totals };
}

function grid(title, by, groups, { cells }, nameOf, state, api) {
  const most = Math.max(1, ...cells.values());
  const cell = (from, to) => {
    const number = cells.get(`${from} ${to}`) ?? 0;
    if (!number) return h("td", {}, h("span", { class: "unseen" }, "0"));
    const ids = [`${by}/${from}`, `${by}/${to}`];
    const chosen = state.selected?.kind === "cell" && state.selected.ids.join() === ids.join();
    const label = t("matrix.cell", { from: nameOf(from), to: nameOf(to), n: number });
    const button = h("button", { type: "button", "aria-label": label, title: label, "aria-pressed": String(chosen), onclick: () => api.select({ kind: "cell", ids }) }, String(number));
    const share = Math.round(12 + 60 * Math.sqrt(number / most));
    if (!chosen) button.style.background = `color-mix(in srgb, var(--accent) ${share}%, var(--paper))`;
    if (!chosen && share > 45) button.style.color = "var(--accent-ink)";
    return h("td", {}, button);
  };
  return h(
    "section",
    { class: "sheet" },
    h("table", { class: "matrix" },
      h("caption", {}, title),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "corner" }, t("matrix.corner"))), groups.map((to) => h("th", { scope: "col" }, h("span", { class: "slant" }, nameOf(to)))))),
      h("tbody", {}, groups.map((from) => h("tr", {}, h("th", { scope: "row" }, nameOf(from)), groups.map((to) => cell(from, to))))),
    ),
  );
}
