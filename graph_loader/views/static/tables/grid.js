// A table of any number of rows: sorted by its heads, and only the rows in sight are made. For reading and printing.

import { h, replace } from "../dom.js";
import { figure, t } from "../text.js";

// All rows are of one height, as explorer.css has it, so that their places are known before they are made.
export const ROW = 46;
// So many are made beyond both ends of what is in sight; a table of no more rows than that is made whole.
const SPARE = 40;
// More would be no print but a book.
const MOST_PRINTED = 5000;

/**
 * A table in `scroller`. Columns: [{key, value(row), cell(row), figure}], where `value` sorts and nothing known comes
 * last. `sort` is {key, down}; `change(sort)` is called with another.
 */
export function grid(scroller, { title, columns, rows, sort, change }) {
  const sorted = inOrder(rows, columns, sort);
  const body = h("tbody", {});
  const table = h(
    "table",
    { class: "grid", "aria-rowcount": sorted.length + 1 },
    h("caption", {}, title, " ", h("span", { class: "number" }, figure(sorted.length))),
    h("thead", {}, h("tr", { "aria-rowindex": 1 }, columns.map((column) => head(column, sort, change)))),
    body,
  );
  let drawn = "";

  function draw(from, to) {
    if (drawn === `${from} ${to}`) return;
    drawn = `${from} ${to}`;
    const known = new Map([...body.children].map((row) => [row.dataset.row, row]));
    const made = sorted.slice(from, to).map((row, place) => known.get(String(from + place)) ?? line(row, from + place, columns));
    replace(body, gap(from, columns), made, gap(sorted.length - to, columns));
  }

  function inSight() {
    const above = Math.floor((scroller.scrollTop - body.offsetTop) / ROW);
    const from = Math.max(0, Math.min(above - SPARE, sorted.length - 2 * SPARE));
    draw(from, Math.min(sorted.length, Math.max(above, 0) + Math.ceil(scroller.clientHeight / ROW) + SPARE));
  }

  scroller.onscroll = inSight;
  scroller.drawAll = () => draw(0, Math.min(sorted.length, MOST_PRINTED));
  scroller.drawInSight = inSight;
  requestAnimationFrame(inSight);
  draw(0, Math.min(sorted.length, 2 * SPARE));
  return h("section", { class: "sheet" }, table, sorted.length > MOST_PRINTED ? h("p", { class: "printed-note hint" }, t("table.printed", { n: figure(MOST_PRINTED), all: figure(sorted.length) })) : null);
}

function head({ key, figure: numeric }, sort, change) {
  const here = sort.key === key;
  const arrow = here ? (sort.down ? " ▼" : " ▲") : "";
  const button = h("button", { type: "button", class: "sort", "aria-label": t(`table.${key}`), onclick: () => change({ key, down: here && !sort.down }) }, t(`table.${key}`), h("span", { "aria-hidden": "true" }, arrow));
  return h("th", { scope: "col", "data-name": t(`table.${key}`), class: numeric ? "figure" : "", "aria-sort": here ? (sort.down ? "descending" : "ascending") : "none" }, button);
}

function line(row, place, columns) {
  const cells = columns.map(({ key, cell, figure: numeric }, number) => h(number ? "td" : "th", { ...(number ? {} : { scope: "row" }), class: `of-${key}${numeric ? " figure" : ""}` }, h("div", { class: "clamped" }, cell(row))));
  return h("tr", { "data-row": place, "aria-rowindex": place + 2 }, cells);
}

/** What stands for rows that are out of sight. */
function gap(rows, columns) {
  if (rows <= 0) return null;
  const space = h("tr", { class: "gap", "aria-hidden": "true" }, h("td", { colspan: columns.length }));
  space.style.height = `${rows * ROW}px`;
  return space;
}

function inOrder(rows, columns, { key, down }) {
  const { value, compare } = columns.find((column) => column.key === key) ?? columns[0];
  const way = down ? -1 : 1;
  if (compare) return [...rows].sort((a, b) => Number(!value(a)) - Number(!value(b)) || way * compare(a, b));
  const keyed = rows.map((row) => ({ row, by: value(row) ?? "" }));
  const collator = new Intl.Collator(undefined, { numeric: true });
  keyed.sort((a, b) => {
    if (a.by === "" || b.by === "") return Number(a.by === "") - Number(b.by === "");
    return way * (typeof a.by === "number" && typeof b.by === "number" ? a.by - b.by : collator.compare(a.by, b.by));
  });
  return keyed.map(({ row }) => row);
}
