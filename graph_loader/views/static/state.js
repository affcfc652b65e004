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
    mapCamera: null,
  };
}

/** State -> "v=map&y=1970-01-01~1973-12-31&sel=node,ussr"; only what differs from the initial state. */
export function encodeState(state) {
  const parts = Object.entries(WRITERS).map(([key, write]) => [key, write(state)]);
  const facets = FACETS.map((facet) => [`-${facet}`, list([...state.hidden[facet]].sort())]);
  return [...parts, ...facets]
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${value}`)
    .join("&");
}

const WRITERS = {
  v: (state) => state.view !== "network" && state.view,
  p: (state) => state.preset !== "all" && esc(state.preset),
  around: (state) => list(state.around),
  y: (state) => (state.from !== null || state.to !== null) && `${state.from ?? ""}~${state.to ?? ""}`,
  r: (state) => state.reading !== "possible" && state.reading,
  all: (state) => !state.connected && "1",
  c: (state) => state.colour !== "kind" && state.colour,
  focus: (state) => list(state.focus),
  steps: (state) => state.steps !== 1 && state.steps,
  path: (state) => state.path && list(state.path),
  route: (state) => state.route,
  through: (state) => state.everything && "1",
  sel: (state) => state.selected && list([state.selected.kind, ...state.selected.ids]),
  o: (state) => state.original && "1",
  lang: (state) => state.language && esc(state.language),
  cam: (state) => numbers(state.camera),
  map: (state) => numbers(state.mapCamera),
};

/** The inverse of encodeState; whatever it does not understand keeps its initial value. */
export function decodeState(hash) {
  const state = initialState();
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    const key = part.slice(0, cut);
    if (cut > 0 && Object.hasOwn(READERS, key)) READERS[key](state, part.slice(cut + 1));
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
  cam: (state, value) => cameraOf(value, (camera) => (state.camera = camera)),
  map: (state, value) => cameraOf(value, (camera) => (state.mapCamera = camera)),
  ...Object.fromEntries(FACETS.map((facet) => [`-${facet}`, (state, value) => (state.hidden[facet] = unlist(value))])),
};

function numbers(values) {
  return values?.map((number) => Math.round(number * 1000) / 1000).join(",");
}

/** Where one looks and how near: x, y and a positive scale. */
function cameraOf(value, accept) {
  const camera = value.split(",").map(Number);
  if (camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0) accept(camera);
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
