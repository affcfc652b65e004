// The difference of two sides in numbers and in tables: only here, on both, only there.

import { h, replace } from "../dom.js";
import { figure, t } from "../text.js";

const PLACES = ["a", "both", "b"];
// Rows past these are made when they are asked for, and by print.js.
const MOST = 50;

export function differenceTables(comparison, api) {
  const { ties, nodes } = comparison;
  return [
    totals(comparison),
    table(t("compare.ties"), "ties", ties, ({ bundle }) => [`${api.name(bundle.from)} – ${api.name(bundle.to)}`, { kind: "tie", ids: [bundle.from, bundle.to] }], api),
    table(t("compare.nodes"), "nodes", nodes, ({ id }) => [api.name(id), { kind: "node", ids: [id] }], api),
  ];
}

function totals({ ties, nodes, claims, sides }) {
  const sizes = (lists) => Object.fromEntries(PLACES.map((place) => [place, lists[place].length]));
  const rows = [["claims", claims], ["ties", sizes(ties)], ["nodes", sizes(nodes)]];
  const all = [sides[0].claims.length, sides[1].claims.length];
  const row = ([what, numbers]) => {
    const [a, b] = what === "claims" ? all : [numbers.a + numbers.both, numbers.b + numbers.both];
    return h("tr", { "data-row": what }, h("th", { scope: "row" }, t(`compare.${what}`)), [a, numbers.a, numbers.both, numbers.b, b].map((number) => h("td", { class: "figure" }, figure(number))));
  };
  const heads = [t("compare.a"), ...PLACES.map((place) => t(`compare.only.${place}`)), t("compare.b")];
  return h(
    "section",
    { class: "sheet" },
    h("table", { class: "totals" },
      h("caption", {}, t("compare.difference")),
      h("thead", {}, h("tr", {}, h("td", {}), heads.map((head) => h("th", { scope: "col", class: "figure" }, head)))),
      h("tbody", {}, rows.map(row)),
    ),
  );
}

function table(title, what, lists, named, api) {
  const number = PLACES.reduce((sum, place) => sum + lists[place].length, 0);
  return h(
    "section",
    { class: "sheet", "data-difference": what },
    h("table", {},
      h("caption", {}, title, " ", h("span", { class: "number" }, figure(number))),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("table.name")), ["a", "b"].map((side) => h("th", { scope: "col", class: "figure" }, t("compare.claimsIn", { side: t(`compare.${side}`) }))))),
      PLACES.map((place) => body(place, lists[place], named, api)),
    ),
  );
}

function body(place, list, named, api) {
  const row = (one) => {
    const [name, selection] = named(one);
    return h("tr", {},
      h("th", { scope: "row" }, h("button", { class: "link", type: "button", onclick: () => api.select(selection) }, name)),
      one.counts.map((number) => h("td", { class: "figure" }, figure(number))));
  };
  const head = h("tr", { class: "where" }, h("th", { colspan: "3", scope: "rowgroup" }, h("span", { class: "swatch", "aria-hidden": "true" }), ` ${t(`compare.only.${place}`)} `, h("span", { class: "number" }, figure(list.length))));
  const rows = h("tbody", { "data-where": place }, head, list.slice(0, MOST).map(row));
  if (list.length > MOST) {
    const last = h("tr", {}, h("td", { colspan: "3" }));
    const more = h("button", { type: "button", class: "more" }, t("table.all", { n: figure(list.length) }));
    more.addEventListener("click", () => {
      last.remove();
      rows.append(...list.slice(MOST).map(row));
    });
    replace(last.firstChild, more);
    rows.append(last);
  }
  return rows;
}
