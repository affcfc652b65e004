// What the reader has chosen, and its spelling in the URL's hash.

/** Facets that a legend entry switches off; stored as the set of what is hidden. */
export const FACETS = ["theatre", "kind", "family", "type", "bloc", "standing", "source"];

export const VIEWS = ["network", "map", "timeline", "matrix", "table"];

export function initialState() {
  return {
    view: "network",
    preset: "all",
    hidden: Object.fromEntries(FACETS.map((facet) => [facet, []])),
    around: [],
    from: null,
    to: null,
    reading: "possible",
    connected: true,
    colour: "kind",
    selected: null,
    focus: [],
    steps: 1,
    path: null,
    route: 0,
    everything: false,
    original: false,
    language: null,
    camera: null,
  };
}

/** State -> "v=map&y=1970-1973&sel=n.ussr"; only what differs from the initial state. */
export function encodeState(state) {
  const parts = [];
  const put = (key, value) => parts.push(`${key}=${value}`);
  if (state.view !== "network") put("v", state.view);
  if (state.preset !== "all") put("p", esc(state.preset));
  for (const facet of FACETS) if (state.hidden[facet].length) put(`-${facet}`, list([...state.hidden[facet]].sort()));
  if (state.around.length) put("around", list(state.around));
  if (state.from !== null || state.to !== null) put("y", `${state.from ?? ""}~${state.to ?? ""}`);
  if (state.reading !== "possible") put("r", state.reading);
  if (!state.connected) put("all", "1");
  if (state.colour !== "kind") put("c", state.colour);
  if (state.focus.length) put("focus", list(state.focus));
  if (state.steps !== 1) put("steps", state.steps);
  if (state.path) put("path", list(state.path));
  if (state.route) put("route", state.route);
  if (state.everything) put("through", "1");
  if (state.selected) put("sel", list([state.selected.kind, ...state.selected.ids]));
  if (state.original) put("o", "1");
  if (state.language) put("lang", esc(state.language));
  if (state.camera) put("cam", state.camera.map((number) => Math.round(number * 1000) / 1000).join(","));
  return parts.join("&");
}

/** The inverse of encodeState; whatever it does not understand keeps its initial value. */
export function decodeState(hash) {
  const state = initialState();
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    if (cut > 0) READERS[part.slice(0, cut)]?.(state, part.slice(cut + 1));
  }
  return state;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const READERS = {
  v: (state, value) => oneOf(VIEWS, value, (view) => (state.view = view)),
  p: (state, value) => (state.preset = unesc(value)),
  around: (state, value) => (state.around = unlist(value)),
  y: (state, value) => {
    const [from, to] = value.split("~");
    state.from = DAY.test(from) ? from : null;
    state.to = DAY.test(to ?? "") ? to : null;
  },
  r: (state, value) => oneOf(["possible", "certain"], value, (reading) => (state.reading = reading)),
  all: (state) => (state.connected = false),
  c: (state, value) => oneOf(["kind", "theatre"], value, (colour) => (state.colour = colour)),
  focus: (state, value) => (state.focus = unlist(value).slice(0, 2)),
  steps: (state, value) => oneOf(["1", "2", "3"], value, (steps) => (state.steps = Number(steps))),
  path: (state, value) => {
    const ends = unlist(value);
    if (ends.length === 2) state.path = ends;
  },
  through: (state) => (state.everything = true),
  route: (state, value) => {
    if (/^\d{1,2}$/.test(value)) state.route = Number(value);
  },
  sel: (state, value) => {
    const [kind, ...ids] = unlist(value);
    const wanted = { node: 1, tie: 2, cell: 2, claim: 1 }[kind];
    if (wanted && ids.length === wanted) state.selected = { kind, ids };
  },
  o: (state) => (state.original = true),
  lang: (state, value) => (state.language = unesc(value)),
  cam: (state, value) => {
    const camera = value.split(",").map(Number);
    if (camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0) state.camera = camera;
  },
  ...Object.fromEntries(FACETS.map((facet) => [`-${facet}`, (state, value) => (state.hidden[facet] = unlist(value))])),
};

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
