// What the timeline shows: lanes of rows of marks, for events, each family of claims, and lifespans.

import { axisOf, dayNumber } from "../time/axis.js";
import { claimText, dateText, tieText } from "../panel/claims.js";
import { endsInWords } from "../time/dates.js";
import { isDoubtful } from "../doubt/doubt.js";
import { phrases, t, term } from "../text.js";
import { pack } from "./pack.js";

export const ROW = 14;
/** Above the lanes: the years and the periods of the study. */
export const HEAD = 40;
/** The name of a lane, above its rows. */
export const NAME = 24;
/** Left and right of the axis. */
export const MARGIN = 12;
const MOMENTS = new Set(["Event", "Agreement"]);
// Of a day counted in years, its end.
const DAY = 1 / 366;

/** {axis, lanes: [{name, top, rows}], marks in order of time, height}, for a picture so many pixels wide. */
export function sceneOf(shown, state, api, width) {
  const dated = shown.claims.filter((claim) => claim.date);
  const nodes = [...shown.nodes].map((id) => api.model.nodes.get(id));
  const moments = nodes.filter((node) => MOMENTS.has(node.label) && node.start);
  const axis = axisOf([...dated, ...moments], state, api.model.span);
  const { family, kind } = api.model.look;
  const claims = grouped(dated, (claim) => claim.family);
  const lives = grouped(nodes.filter((node) => node.life && !MOMENTS.has(node.label)), (node) => node.label);
  const known = (look, groups) => [...new Set([...Object.keys(look), ...groups.keys()])].filter((id) => groups.has(id));
  const lanes = [
    [t("timeline.events"), moments.map((node) => momentMark(node, axis))],
    ...known(family, claims).map((id) => [term("families", id, family[id]?.name), claims.get(id).map((claim) => claimMark(claim, axis, api))]),
    ...known(kind, lives).map((id) => [t("timeline.lives", { kind: term("kinds", id) }), lives.get(id).map((node) => lifeMark(node, axis, api)).filter(Boolean)]),
  ].filter(([, marks]) => marks.length);
  let top = HEAD;
  const placed = lanes.map(([name, marks]) => {
    const rows = pack(marks, width - 2 * MARGIN);
    rows.forEach((row, number) => row.forEach((mark) => (mark.y = top + NAME + (number + 0.5) * ROW)));
    const lane = { name, top, rows };
    top += NAME + rows.length * ROW + 4;
    return lane;
  });
  const marks = placed.flatMap(({ rows }) => rows.flat()).sort((a, b) => a.from - b.from || a.until - b.until || (a.id < b.id ? -1 : 1));
  return { axis, lanes: placed, marks, height: top };
}

function grouped(things, by) {
  const groups = new Map();
  for (const thing of things) groups.get(by(thing))?.push(thing) ?? groups.set(by(thing), [thing]);
  return groups;
}

/** A claim from its first possible day to its last, with the days of which nobody doubts that it then held. */
function claimMark(claim, axis, api) {
  const [first, last] = claim.possible;
  const goesOn = !last && !claim.date.endsWith("..");
  const end = last ?? (goesOn ? (claim.startLatest ?? first) : null);
  const known = first ?? claim.endEarliest ?? end;
  return {
    kind: "claim",
    id: claim.id,
    thing: claim,
    from: known ? axis.place(known) : 0,
    until: end ? after(end, axis) : 1,
    opens: !first,
    goesOn,
    doubtful: isDoubtful(claim),
    certain: certainDays(claim, axis),
    words: () => claimText(claim, api),
    label: () => `${api.name(claim.from)} ${tieText(claim)} ${api.name(claim.to)}`,
  };
}

function certainDays({ aspect, held, start, end }, axis) {
  const days = aspect === "state" ? held : start && start === end ? [start, end] : null;
  return days?.[0] ? [axis.place(days[0]), days[1] ? after(days[1], axis) : 1] : null;
}

function after(day, axis) {
  return axis.share(dayNumber(day) + DAY);
}

function momentMark(node, axis) {
  const from = axis.place(node.start);
  const until = node.end ? after(node.end, axis) : from;
  return { kind: "node", id: node.id, thing: node, moment: true, from, until, goesOn: !node.end, words: () => `${dateText({ date: node.date, aspect: "event" })}: ${node.name}`, label: () => node.name };
}

/** How long a node existed, as far as the axis goes; an end that nobody knows is open. */
function lifeMark(node, axis, api) {
  const [first, last] = node.life;
  if ((last && dayNumber(last) < axis.first) || (first && dayNumber(first) >= axis.last)) return null;
  const words = () => {
    const ends = endsInWords({ from: first, to: last }, phrases("date"));
    return t("timeline.life", { name: api.name(node.id), first: ends.first ?? t("timeline.unknown"), last: ends.last ?? t("timeline.unknown") });
  };
  return { kind: "node", id: node.id, thing: node, life: true, from: first ? axis.place(first) : 0, until: last ? after(last, axis) : 1, words, label: () => api.name(node.id) };
}
