// What the reader has chosen, and its spelling in the URL's hash.

import { knownBrush } from "./filters/brush.js";
import { knownItems } from "./compare/items.js";

/** Facets that a legend entry switches off; stored as the set of what is hidden. */
export const FACETS = ["theatre", "kind", "family", "type", "bloc", "standing", "polarity", "doubt", "source", "package"];

/** What the colour and the size of a node may tell. */
export const COLOURS = ["kind", "theatre", "degree", "betweenness", "role", "first"];
export const SIZES = ["claims", "degree", "betweenness", "first"];

export const VIEWS = ["network", "map", "timeline", "matrix", "table", "doubt", "compare"];

export function initialState() {
  return {
    view: "network",
    preset: "all",
    hidden: Object.fromEntries(FACETS.map((facet) => [facet, []])),
    around: [],
    q: "",
    brush: null,
    table: { rows: "claims", key: null, down: false },
    from: null,
    to: null,
    reading: "possible",
    anyway: false,
    connected: true,
    colour: "kind",
    selected: null,
    focus: [],
    steps: 1,
    path: null,
    route: 0,
    everything: false,
    denied: false,
    undated: false,
    suggested: false,
    directed: false,
    timed: false,
    pathFamilies: [],
    original: false,
    language: null,
    camera: null,
    mapCamera: null,
    /** Whether the map draws the lines of theatres too. */
    arcs: false,
    timeCamera: null,
    // What the reader did on the canvas: nodes taken away, neighbours added, theatres closed, and places given to
    // nodes, [id, x, y], of the overview and of the present focus.
    gone: [],
    extra: [],
    shut: [],
    // Whether all is drawn, however much; else which theatres an overview has opened (network/overview.js).
    whole: false,
    open: [],
    moved: [],
    pinned: [],
    size: "claims",
    a: [],
    b: [],
    partner: [],
    compareCamera: null,
  };
}

/** How near the camera may come, of the network, the map and the timeline: least and most. */
export const SCALES = { network: [0.02, 10], map: [2 / 3, 16], time: [1, 20000] };

// No picture reaches as far as this.
const FARTHEST = 1e6;

// Nobody looks for more at once.
const LONGEST_QUERY = 200;

// The empty address belongs to the start of the page, which may be a preset or a focus.
const EVERYTHING = "p=all";

/**
 * State -> "v=map&y=1966-01-01~1968-12-31&sel=node,norway": what differs from the initial state, and, empty, what the
 * preset limits and the state does not. A preset limits facets, theatres and years. `presets`: [{id, state}].
 */
export function encodeState(state, presets = []) {
  const limits = written(presetState(state.preset, presets));
  const parts = Object.entries(written(state)).filter(([key, value]) => value || limits[key]);
  return parts.map(([key, value]) => `${key}=${value}`).join("&") || EVERYTHING;
}

function written(state) {
  const parts = Object.entries(WRITERS).map(([key, write]) => [key, write(state) || ""]);
  const facets = FACETS.map((facet) => [`-${facet}`, list([...state.hidden[facet]].sort())]);
  return Object.fromEntries([...parts, ...facets]);
}

/** The state that a preset sets; the initial one if there is no such preset. */
export function presetState(id, presets) {
  const preset = presets.find((one) => one.id === id);
  return preset ? { ...decodeState(preset.state), preset: id } : initialState();
}

const WRITERS = {
  v: (state) => state.view !== "network" && state.view,
  p: (state) => state.preset !== "all" && esc(state.preset),
  around: (state) => list(state.around),
  q: (state) => esc(state.q),
  only: (state) => state.brush && list([state.brush.kind, ...state.brush.ids]),
  t: ({ table }) => (table.rows !== "claims" || table.key) && list([table.rows, table.key ?? "", table.down ? "down" : ""]).replace(/,+$/, ""),
  y: (state) => (state.from !== null || state.to !== null) && `${state.from ?? ""}~${state.to ?? ""}`,
  r: (state) => state.reading !== "possible" && state.reading,
  anyway: (state) => state.anyway && "1",
  all: (state) => !state.connected && "1",
  c: (state) => state.colour !== "kind" && state.colour,
  focus: (state) => list(state.focus),
  steps: (state) => state.steps !== 1 && state.steps,
  path: (state) => state.path && list(state.path),
  route: (state) => state.route,
  through: (state) => state.everything && "1",
  denied: (state) => state.denied && "1",
  way: (state) => state.directed && "1",
  order: (state) => state.timed && "1",
  along: (state) => list(state.pathFamilies),
  sel: (state) => state.selected && list([state.selected.kind, ...state.selected.ids]),
  undated: (state) => state.undated && "1",
  sug: (state) => state.suggested && "1",
  o: (state) => state.original && "1",
  lang: (state) => state.language && esc(state.language),
  cam: (state) => numbers(state.camera),
  map: (state) => numbers(state.mapCamera),
  arcs: (state) => state.arcs && "1",
  tl: (state) => numbers(state.timeCamera),
  gone: (state) => list(state.gone),
  add: (state) => list(state.extra),
  shut: (state) => list(state.shut),
  whole: (state) => state.whole && "1",
  open: (state) => list(state.open),
  at: (state) => list(state.moved.flat().map(String)),
  pin: (state) => list(state.pinned.flat().map(String)),
  s: (state) => state.size !== "claims" && state.size,
  a: (state) => list(state.a),
  b: (state) => list(state.b),
  with: (state) => list(state.partner),
  ccam: (state) => numbers(state.compareCamera),
};

/** The inverse of encodeState; whatever it does not understand keeps the value that the preset gives it. */
export function decodeState(hash, presets = []) {
  const parts = hash.replace(/^#/, "").split("&").map(keyAndValue);
  const named = parts.findLast(([key, value]) => key === "p" && value !== null);
  const state = presetState(named ? unesc(named[1]) : "all", presets);
  for (const [key, value] of parts) if (value !== null && Object.hasOwn(READERS, key)) READERS[key](state, value);
  return state;
}

function keyAndValue(part) {
  const cut = part.indexOf("=");
  return cut < 0 ? [part, null] : [part.slice(0, cut), part.slice(cut + 1)];
}

/**
 * The state without what the data do not hold, since a link may come from another edition of them. A selection and
 * the ends of a path stay: the panel says that they are gone.
 */
export function knownPart(state, model) {
  const focus = [...new Set(state.focus)].filter((id) => model.nodes.get(id)?.drawn);
  const around = state.around.filter((id) => Object.hasOwn(model.look.theatre, id));
  const pathFamilies = state.pathFamilies.filter((id) => Object.hasOwn(model.look.family, id));
  const [a, b, partner] = [state.a, state.b, state.partner].map((items) => knownItems(items, model));
  const drawn = (id) => model.nodes.get(id)?.drawn;
  return {
    ...state,
    brush: knownBrush(state.brush, model),
    focus,
    around,
    pathFamilies,
    a,
    b,
    partner,
    gone: state.gone.filter(drawn),
    extra: state.extra.filter(drawn),
    shut: state.shut.filter((id) => model.theatres.includes(id)),
    open: state.open.filter((id) => model.theatres.includes(id)),
    moved: state.moved.filter(([id]) => drawn(id)),
    pinned: focus.length ? state.pinned.filter(([id]) => drawn(id)) : [],
  };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const READERS = {
  v: (state, value) => oneOf(VIEWS, value, (view) => (state.view = view)),
  around: (state, value) => (state.around = unlist(value)),
  t: (state, value) => {
    const [rows, key, down] = value.split(",").map(unesc);
    if (["claims", "nodes"].includes(rows)) state.table = { rows, key: key || null, down: down === "down" };
  },
  q: (state, value) => (state.q = unesc(value).trim().slice(0, LONGEST_QUERY)),
  y: (state, value) => {
    const [from, to] = value.split("~").map(dayOf);
    const turned = from && to && from > to;
    [state.from, state.to] = turned ? [to, from] : [from, to ?? null];
  },
  r: (state, value) => oneOf(["possible", "certain"], value, (reading) => (state.reading = reading)),
  anyway: (state) => (state.anyway = true),
  all: (state) => (state.connected = false),
  c: (state, value) => oneOf(COLOURS, value, (colour) => (state.colour = colour)),
  s: (state, value) => oneOf(SIZES, value, (size) => (state.size = size)),
  gone: (state, value) => (state.gone = distinct(unlist(value))),
  add: (state, value) => (state.extra = distinct(unlist(value))),
  shut: (state, value) => (state.shut = distinct(unlist(value))),
  whole: (state) => (state.whole = true),
  open: (state, value) => (state.open = distinct(unlist(value))),
  at: (state, value) => (state.moved = spots(unlist(value))),
  pin: (state, value) => (state.pinned = spots(unlist(value))),
  focus: (state, value) => (state.focus = unlist(value).slice(0, 2)),
  steps: (state, value) => oneOf(["1", "2", "3"], value, (steps) => (state.steps = Number(steps))),
  path: (state, value) => {
    const ends = unlist(value);
    if (ends.length === 2) state.path = ends;
  },
  through: (state) => (state.everything = true),
  denied: (state) => (state.denied = true),
  way: (state) => (state.directed = true),
  order: (state) => (state.timed = true),
  along: (state, value) => (state.pathFamilies = unlist(value)),
  route: (state, value) => {
    if (/^\d{1,2}$/.test(value)) state.route = Number(value);
  },
  only: (state, value) => selectionOf(value, (brush) => (state.brush = brush)),
  sel: (state, value) => selectionOf(value, (selected) => (state.selected = selected)),
  undated: (state) => (state.undated = true),
  sug: (state) => (state.suggested = true),
  o: (state) => (state.original = true),
  lang: (state, value) => (state.language = unesc(value) || null),
  cam: (state, value) => cameraOf(value, SCALES.network, (camera) => (state.camera = camera)),
  arcs: (state) => (state.arcs = true),
  map: (state, value) => cameraOf(value, SCALES.map, (camera) => (state.mapCamera = camera)),
  tl: (state, value) => cameraOf(value, SCALES.time, (camera) => (state.timeCamera = camera)),
  a: (state, value) => (state.a = unlist(value)),
  b: (state, value) => (state.b = unlist(value)),
  with: (state, value) => (state.partner = unlist(value)),
  ccam: (state, value) => cameraOf(value, SCALES.network, (camera) => (state.compareCamera = camera)),
  ...Object.fromEntries(FACETS.map((facet) => [`-${facet}`, (state, value) => (state.hidden[facet] = unlist(value))])),
};

const IDS = { node: 1, tie: 2, cell: 2, both: 2, end: 1, claim: 1, undated: 0, suggested: 0 };

function selectionOf(value, accept) {
  const [kind, ...ids] = unlist(value);
  if (Object.hasOwn(IDS, kind) && ids.length === IDS[kind]) accept({ kind, ids });
}

/** A day of the calendar, or null. */
function dayOf(text) {
  const day = DAY.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return Number.isFinite(day?.getTime()) && day.toISOString().startsWith(text) ? text : null;
}

function distinct(ids) {
  return [...new Set(ids)];
}

/** [id, x, y] of each node, once, in whole units. */
function spots(parts) {
  const found = new Map();
  for (let n = 0; n + 2 < parts.length; n += 3) {
    const [x, y] = [Number(parts[n + 1]), Number(parts[n + 2])];
    if (Number.isFinite(x) && Number.isFinite(y)) found.set(parts[n], [x, y].map((place) => Math.round(clamp(place, -FARTHEST, FARTHEST))));
  }
  return [...found].map(([id, [x, y]]) => [id, x, y]);
}

function numbers(values) {
  return values?.map(rounded).join(",");
}

/** To thousandths, never -0. */
function rounded(number) {
  return Math.round(number * 1000) / 1000 || 0;
}

/** Where one looks and how near, x, y and scale, within what can be drawn. */
function cameraOf(value, [least, most], accept) {
  const [x, y, scale, more] = value.split(",").map((text) => (text.trim() ? Number(text) : NaN));
  if (more !== undefined || ![x, y, scale].every(Number.isFinite) || scale <= 0) return;
  accept([clamp(x, -FARTHEST, FARTHEST), clamp(y, -FARTHEST, FARTHEST), clamp(scale, least, most)].map(rounded));
}

/** The nearest number that is neither less than the one nor more than the other. */
export function clamp(number, least, most) {
  return Math.min(most, Math.max(least, number));
}

function oneOf(allowed, value, accept) {
  if (allowed.includes(value)) accept(value);
}

function list(values) {
  return values.map(esc).join(",");
}

function unlist(value) {
  return value.split(",").filter(Boolean).map(unesc);
}

function esc(value) {
  return encodeURIComponent(value);
}

function unesc(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
