// Claims over the years, a lane per family: events as marks, spans as lines.

import { readable } from "./appearance.js";
import { dateText } from "./claims.js";
import { yearOf } from "./dates.js";
import { h, isDark, replace, s } from "./dom.js";
import { byDate } from "./model.js";
import { t, term } from "./text.js";

const ROW = 9;
const LEFT = 122;
const RIGHT = 18;

export function renderTimeline(container, shown, state, api) {
  const look = api.model.data.look;
  const dated = shown.claims.filter((claim) => claim.date);
  const window = yearsOf(dated);
  const width = Math.max(720, container.clientWidth - 8);
  const x = (day) => LEFT + ((dayNumber(day) - window.first) / (window.last - window.first)) * (width - LEFT - RIGHT);
  const lanes = Object.keys(look.family)
    .map((family) => ({ family, rows: pack(dated.filter((claim) => claim.family === family).sort(byDate), x, window) }))
    .filter(({ rows }) => rows.length);
  let top = 30;
  const children = [];
  for (const { family, rows } of lanes) {
    const height = (rows.at(-1).row + 1) * ROW + 14;
    children.push(lane(family, rows, top, height, width, look, state, api));
    top += height;
  }
  const svg = s("svg", { class: "timeline", width, height: top + 6, viewBox: `0 0 ${width} ${top + 6}`, role: "group", "aria-label": t("timeline.label") }, axis(window, x, top), children);
  const marks = [...svg.querySelectorAll(".mark")];
  if (marks.length) (marks.find((mark) => mark.classList.contains("chosen")) ?? marks[0]).setAttribute("tabindex", "0");
  svg.addEventListener("keydown", (event) => walk(event, marks));
  replace(container, h("p", { class: "hint" }, t("timeline.hint")), svg);
}

function yearsOf(claims) {
  const years = claims.flatMap((claim) => [claim.start, claim.end].filter(Boolean).map(yearOf));
  const first = Math.max(1900, Math.min(...years, 1960));
  const last = Math.min(1995, Math.max(...years, 1965)) + 1;
  return { first, last, from: `${first}-01-01`, to: `${last}-01-01` };
}

/** Days as fractions of years; precise enough for a picture. */
export function dayNumber(day) {
  const [year, month, date] = day.split("-").map(Number);
  return year + (month - 1) / 12 + (date - 1) / 365;
}

/** Lay claims into as few rows as do not overlap: [{claim, row, left, right}]. */
export function pack(claims, x, window) {
  const ends = [];
  return claims.map((claim) => {
    const left = x(clamp(claim.start ?? window.from, window));
    const right = Math.max(left + 5, x(clamp(claim.end ?? (claim.start ? openEnd(claim) : window.to), window)));
    let row = ends.findIndex((end) => end < left);
    if (row < 0) row = ends.length;
    ends[row] = right + 3;
    return { claim, row, left, right };
  }).sort((a, b) => a.row - b.row || a.left - b.left);
}

/** Where the line of an open claim stops: an ongoing one runs on, an unknown end is drawn short. */
function openEnd(claim) {
  return claim.date.endsWith("..") ? "9999-12-31" : (claim.start_latest ?? claim.start);
}

function clamp(day, window) {
  return day < window.from ? window.from : day > window.to ? window.to : day;
}

function lane(family, rows, top, height, width, look, state, api) {
  const colour = readable(look.family[family].colour, isDark());
  const name = s("text", { x: 6, y: top + 15, class: "lane" }, term("families", family, look.family[family].name));
  const rule = s("line", { x1: 0, x2: width, y1: top - 2, y2: top - 2, class: "rule" });
  return s("g", { role: "list", "aria-label": term("families", family, look.family[family].name) }, rule, name, rows.map((place) => mark(place, top, colour, state, api)));
}

function mark({ claim, row, left, right }, top, colour, state, api) {
  const y = top + 8 + row * ROW;
  const chosen = state.selected?.kind === "claim" && state.selected.ids[0] === claim.id;
  const label = `${dateText(claim)}: ${api.name(claim.from)} ${term("types", claim.type)} ${api.name(claim.to)}`;
  const shape = s("rect", { x: left, y: y - 3, width: right - left, height: claim.aspect === "state" ? 3 : 6, rx: 1.5 });
  shape.style.fill = colour;
  const open = () => api.select({ kind: "claim", ids: [claim.id] });
  const group = s(
    "g",
    { class: chosen ? "mark chosen" : "mark", role: "listitem", tabindex: "-1", "aria-label": label, "data-claim": claim.id, onclick: open },
    s("title", {}, label),
    s("rect", { x: left - 2, y: y - 5, width: right - left + 4, height: ROW, class: "hit" }),
    shape,
  );
  group.addEventListener("keydown", (event) => event.key === "Enter" && open());
  return group;
}

/** Arrow keys go from mark to mark. */
function walk(event, marks) {
  const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!way) return;
  const next = marks[marks.indexOf(document.activeElement) + way];
  if (next) {
    document.activeElement.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }
  event.preventDefault();
}

function axis(window, x, bottom) {
  const step = window.last - window.first > 45 ? 10 : 5;
  const years = [];
  for (let year = Math.ceil(window.first / step) * step; year <= window.last; year += step) years.push(year);
  return years.map((year) => [
    s("line", { x1: x(`${year}-01-01`), x2: x(`${year}-01-01`), y1: 22, y2: bottom, class: "grid" }),
    s("text", { x: x(`${year}-01-01`), y: 15, class: "year" }, String(year)),
  ]);
}
