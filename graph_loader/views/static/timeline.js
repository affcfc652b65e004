// Claims over the years, a lane per family: events as marks, spans as lines.

import { doubtPath, polarityPath, readable } from "./appearance.js";
import { axisOf, isoYear } from "./axis.js";
import { claimText, dateText } from "./claims.js";
import { h, isDark, replace, s } from "./dom.js";
import { isDoubtful } from "./doubt.js";
import { shapePath } from "./glyphs.js";
import { roving } from "./keeping.js";
import { byDate } from "./model.js";
import { count, t, term } from "./text.js";

const ROW = 9;
const LEFT = 122;
const RIGHT = 18;
const STUB = 18;
const MOMENTS = new Set(["Event", "Agreement"]);

export function renderTimeline(container, shown, state, api) {
  const look = api.model.look;
  const dated = shown.claims.filter((claim) => claim.date);
  const events = [...shown.nodes].map((id) => api.model.nodes.get(id)).filter((node) => MOMENTS.has(node.label) && node.start);
  const window = axisOf([...dated, ...events], state, api.model.span);
  const width = Math.max(720, container.clientWidth - 8);
  const x = (day) => LEFT + window.place(day) * (width - LEFT - RIGHT);
  const lanes = Object.keys(look.family)
    .map((family) => ({ family, rows: pack(dated.filter((claim) => claim.family === family).sort(byDate), x) }))
    .filter(({ rows }) => rows.length);
  let top = 30;
  const children = [];
  if (events.length) {
    const rows = pack(events.sort(byDate), x);
    children.push(eventLane(rows, top, width, look, state, api));
    top += (rows.at(-1).row + 1) * ROW + 14;
  }
  for (const { family, rows } of lanes) {
    const height = (rows.at(-1).row + 1) * ROW + 14;
    children.push(lane(family, rows, top, width, look, state, api));
    top += height;
  }
  const svg = s("svg", { class: "timeline", width, height: top + 6, viewBox: `0 0 ${width} ${top + 6}`, role: "group", "aria-label": t("timeline.label") }, axis(window, x, top), children);
  const marks = [...svg.querySelectorAll(".mark")];
  roving(svg, marks, marks.find((one) => one.classList.contains("chosen")));
  const undated = shown.claims.length - dated.length;
  const left = undated ? ` ${t("timeline.undated", { claims: count("unit.claim", undated) })}` : "";
  replace(container, h("p", { class: "hint" }, t("timeline.hint"), left), svg);
}

/** Lay claims into as few rows as do not overlap: [{claim, row, left, right, open}]. */
export function pack(claims, x) {
  const ends = [];
  const place = (claim) => {
    const { left, right } = extent(claim, x);
    let row = ends.findIndex((end) => end < left);
    if (row < 0) row = ends.length;
    ends[row] = right + 3;
    return { claim, row, left, right, open: !claim.start || !claim.end };
  };
  return claims.map(place).sort((a, b) => a.row - b.row || a.left - b.left);
}

/** Where a bar begins and ends; a side that nobody knows is drawn short, an ongoing state runs on. */
function extent(claim, x) {
  if (!claim.start) return { left: x(claim.endEarliest ?? claim.end) - STUB, right: x(claim.end) };
  const left = x(claim.start);
  if (claim.end) return { left, right: Math.max(left + 5, x(claim.end)) };
  return { left, right: claim.date.endsWith("..") ? x("9999-12-31") : x(claim.startLatest ?? claim.start) + STUB };
}

function lane(family, rows, top, width, look, state, api) {
  const name = term("families", family, look.family[family].name);
  const colour = readable(look.family[family].colour, isDark());
  const drawn = rows.map(({ claim, row, left, right, open }) => {
    const y = top + 8 + row * ROW;
    const shape = s("rect", { x: left, y: y - 3, width: right - left, height: claim.aspect === "state" ? 3 : 6, rx: 1.5 });
    // Like a dashed tie: what is not simply stated is an outline.
    const sure = claim.standing === "stated";
    shape.style.fill = sure ? colour : "var(--paper)";
    if (!sure) shape.style.stroke = colour;
    if (open) shape.style.opacity = "0.55";
    const sign = s("path", { d: polarityPath(claim.polarity, 4, [(left + right) / 2, y]), class: "sign" });
    const question = doubtPath({ polarity: claim.polarity, doubtful: isDoubtful(claim) }, 4, [(left + right) / 2, y]);
    const doubt = ["sign rim", "sign doubtful"].map((kind) => s("path", { d: question, class: kind }));
    return mark([shape, sign, ...doubt], [left, y, right - left], claimText(claim, api), { kind: "claim", ids: [claim.id] }, state, api);
  });
  return laneGroup(name, top, width, drawn);
}

/** Events and agreements by their own dates, drawn in the shapes of their kinds. */
function eventLane(rows, top, width, look, state, api) {
  const drawn = rows.map(({ claim: node, row, left, right }) => {
    const y = top + 8 + row * ROW;
    const { shape, colour } = look.kind[node.label];
    const path = s("path", { d: shapePath(shape, 4), transform: `translate(${(left + right) / 2},${y})` });
    path.style.fill = readable(colour, isDark());
    const label = `${dateText({ date: node.date, aspect: "event" })}: ${node.name}`;
    return mark(path, [left, y, right - left], label, { kind: "node", ids: [node.id] }, state, api);
  });
  return laneGroup(t("timeline.events"), top, width, drawn);
}

function laneGroup(name, top, width, marks) {
  return s(
    "g",
    { role: "list", "aria-label": name },
    s("line", { x1: 0, x2: width, y1: top - 2, y2: top - 2, class: "rule" }),
    s("text", { x: 6, y: top + 15, class: "lane" }, name),
    marks,
  );
}

function mark(shape, [left, y, wide], label, selection, state, api) {
  const chosen = state.selected?.kind === selection.kind && state.selected.ids[0] === selection.ids[0];
  const open = () => api.select(selection);
  const group = s(
    "g",
    { class: chosen ? "mark chosen" : "mark", role: "listitem", "aria-label": label, [`data-${selection.kind}`]: selection.ids[0], onclick: open },
    s("title", {}, label),
    s("rect", { x: left - 2, y: y - 5, width: wide + 4, height: ROW, class: "hit" }),
    shape,
  );
  group.addEventListener("keydown", (event) => event.key === "Enter" && open());
  return group;
}

function axis(window, x, bottom) {
  const edge = (year) => x(isoYear(year));
  const step = [1, 5, 10, 20, 50].find((years) => (window.last - window.first) / years <= 14) ?? 100;
  const shortened = (year) => window.gaps.some(([first, last]) => year >= first && year <= last);
  const round = [];
  for (let year = Math.ceil(window.first / step) * step; year <= window.last; year += step) if (!shortened(year)) round.push(year);
  // The years beside a gap say what the gap is; of two that would touch, the first stays.
  const beside = window.gaps.flatMap(([first, last]) => [first - 1, last + 1]);
  const written = [];
  for (const year of [window.first, ...beside, ...round])
    if (written.every((other) => Math.abs(edge(other) - edge(year)) > 34)) written.push(year);
  return [
    window.gaps.map(([first, last]) =>
      s("rect", { x: edge(first), width: edge(last + 1) - edge(first), y: 22, height: bottom - 22, class: "gap" }, s("title", {}, t("timeline.gap", { first, last }))),
    ),
    written.map((year) => [
      s("line", { x1: edge(year), x2: edge(year), y1: 22, y2: bottom, class: "grid" }),
      s("text", { x: edge(year), y: 15, class: "year" }, String(year)),
    ]),
  ];
}
