// The page: one state, the views that show it, and the ways to change it.

import { displaySwitches, focusStrip, pathForm, presetField, readingGuide } from "./controls.js";
import { copyText } from "./copy.js";
import { exportMenu } from "./exporter.js";
import { byId, h, isDark, replace } from "./dom.js";
import { createFilters } from "./filterlist.js";
import { facetCounts, visible } from "./filters.js";
import { createFinder } from "./finder.js";
import { redrawn } from "./keeping.js";
import { createMap } from "./map.js";
import { renderMatrix } from "./matrix.js";
import { buildModel } from "./model.js";
import { createNetwork } from "./network.js";
import { panelFor } from "./panel.js";
import { pathPanel } from "./pathpanel.js";
import { findPaths, linking } from "./paths.js";
import { preparePrinting } from "./print.js";
import { createSlider } from "./slider.js";
import { decodeState, encodeState, initialState, VIEWS } from "./state.js";
import { renderTable } from "./table.js";
import { count, language, setLanguage, setTexts, t, term } from "./text.js";
import { renderTimeline } from "./timeline.js";
import { tabs, toolbar, zoomButtons } from "./toolbar.js";

const data = JSON.parse(byId("data").textContent);
setTexts(JSON.parse(byId("texts").textContent), data.language);
const model = buildModel(data);
let state = decodeState(location.hash.length > 1 ? location.hash : data.start);
let shown = visible(model, state);
let paths = [];

const search = [...model.nodes.values()].map((node) => ({ node, weight: node.degree }));
const onCanvas = search.filter(({ node }) => node.drawn);
setTheme(matchMedia("(prefers-color-scheme: dark)").matches);
const network = createNetwork(byId("canvas"), model, state, { select, moved: (camera) => change({ camera }, "replace") });
const filters = createFilters(byId("filters"), model, (facet, values) =>
  change({ hidden: { ...state.hidden, [facet]: values } }),
);
const slider = createSlider(byId("slider"), {
  change: (window) => change(window, "replace"),
  setReading: (reading) => change({ reading }),
  dated: model.claims.filter((claim) => claim.date),
});
const api = {
  model,
  get state() {
    return state;
  },
  name: (id) => (state.original && model.nodes.get(id)?.name_original) || model.nodes.get(id)?.name || id,
  theatre: (id) => term("theatres", id, data.look.theatre[id]?.name),
  go,
  select,
  copy: (text) => copyText(text),
  mapMoved: (mapCamera) => change({ mapCamera }, "replace"),
  focus: (focus) => change({ focus, camera: null }),
  pathFrom,
  route: (route) => change({ route, camera: null }, "replace"),
  centre,
};

/** Change the state, show it, and write it into the address ("push" makes a step to go back to). */
function change(patch, way = "push") {
  state = { ...state, ...patch };
  address(way);
  if (["camera", "mapCamera"].includes(Object.keys(patch).join()) && Object.values(patch)[0]) return;
  render();
  if (patch.camera === null) network.fit();
}

let pending = null;

/** A step to go back to is written at once; small moves when they have come to rest, as browsers ration them. */
function address(way) {
  clearTimeout(pending);
  if (way === "push") write("pushState");
  else pending = setTimeout(() => write("replaceState"), 150);
}

function write(way) {
  const hash = `#${encodeState(state)}`;
  if (hash === (location.hash || "#")) return;
  try {
    history[way](null, "", hash);
  } catch {
    // A frame without an address of its own (a notebook) has no history to write.
  }
}

function linkToThis() {
  return `${location.href.split("#")[0]}#${encodeState(state)}`;
}

function restore() {
  clearTimeout(pending);
  state = decodeState(location.hash);
  build();
  render();
  showCamera();
}

function showCamera() {
  if (state.camera) network.setCamera(state.camera);
  else network.fit();
}

function render() {
  shown = visible(model, state);
  paths = state.path ? findPaths(linking(model, shown.claims, state.path, state.everything), ...state.path) : [];
  for (const view of VIEWS) byId(`view-${view}`).hidden = view !== state.view;
  for (const tab of byId("tabs").children) {
    const chosen = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  renderPanel();
  renderView();
  filters.update(state, facetCounts(model, shown));
  slider.update(state, shown.timeless);
  renderSummary();
}

let map = null;

/** Only the view that is seen is drawn. */
function renderView() {
  const place = byId(`view-${state.view}`);
  redrawn(place, () => drawView(place));
}

function drawView(place) {
  if (state.view === "network") network.update(shown, state, paths[state.route]);
  else if (state.view === "map") (map ??= createMap(place, model, api)).update(shown, state);
  else if (state.view === "timeline") renderTimeline(place, shown, state, api);
  else if (state.view === "matrix") renderMatrix(place, shown, state, api);
  else renderTable(place, shown, api);
}

function renderSummary() {
  const nodes = count("unit.node", shown.nodes.size);
  const parts = [t("summary.shown", { nodes, claims: count("unit.claim", shown.claims.length) })];
  if (shown.undated) parts.push(t("summary.undated", { claims: count("unit.claim", shown.undated) }));
  replace(byId("summary"), `${parts.join("; ")}.`);
  const strip = {
    focus: state.focus,
    steps: state.steps,
    claims: shown.claims,
    name: api.name,
    change: (patch) => change({ ...patch, camera: null }),
  };
  redrawn(byId("strip"), () => replace(byId("strip"), focusStrip(strip)));
}

function renderPanel() {
  const panel = byId("panel");
  panel.hidden = !state.selected && !state.path;
  const close = h("button", { type: "button", class: "quiet close", onclick: closePanel, "aria-label": t("panel.close"), title: t("panel.close") }, "✕");
  const content = state.selected ? panelFor(state.selected, shown, api) : state.path ? pathPanel(state.path, paths, state.route, api) : [];
  redrawn(panel, () => replace(byId("panel-content"), close, content));
}

function closePanel() {
  if (state.selected) change({ selected: null });
  else change({ path: null, route: 0, camera: null });
  byId("search").focus();
}

/** Escape leaves what was opened last. */
function leave() {
  const menu = document.querySelector(".menu[open]");
  if (menu) menu.open = false;
  else if (byId("side").classList.contains("open")) showChoices(false);
  else if (!byId("panel").hidden) closePanel();
}

function select(selection) {
  change({ selected: selection });
  byId("panel").scrollTop = 0;
}

function go(id) {
  showChoices(false);
  select({ kind: "node", ids: [id] });
  if (shown.nodes.has(id)) centre(id);
  byId("panel-title")?.focus({ preventScroll: true });
}

function centre(id) {
  const place = network.screenPosition(id);
  if (!place) return;
  const { width, height } = byId("canvas").getBoundingClientRect();
  network.moveBy(place.x - width / 2, place.y - height / 2);
}

function pathFrom(id) {
  buildPath([id, null]);
  byId("path").open = true;
  byId("path-to").focus();
}

function buildPath(ends) {
  pathForm(byId("path"), onCanvas, {
    ends,
    everything: state.everything,
    name: api.name,
    allow: (everything) => change({ everything, route: 0 }),
    find: (from, to) => change({ path: [from, to], route: 0, selected: null, camera: null }),
    clear: () => {
      change({ path: null, route: 0, camera: null });
      buildPath([]);
    },
  });
}

function choosePreset(preset) {
  const { language: words, view } = state;
  state = { ...decodeState(preset.state), language: words, view, preset: preset.id };
  build();
  change({ camera: null });
}

/** Everything whose words or choices depend on the state, built anew. */
function build() {
  setLanguage(state.language ?? data.language);
  document.documentElement.lang = language();
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  showWayBack();
  replace(byId("tabs"), tabs((view) => change({ view })));
  replace(byId("zoom"), zoomButtons((factor) => (factor ? network.zoomBy(factor) : change({ camera: null }, "replace"))));
  buildTools();
  replace(byId("presets"), presetField(data.presets, state.preset, choosePreset));
  replace(byId("switches"), displaySwitches(state, (patch) => change(patch)));
  buildPath(state.path ?? []);
  byId("path").open = Boolean(state.path);
  filters.build(state);
  slider.build();
  replace(byId("guide"), readingGuide());
}

/** The way back to the gallery, where the page is a part of one. */
function showWayBack() {
  const page = data.galleries?.[language()];
  const link = byId("gallery");
  link.hidden = !page;
  if (!page) return;
  link.href = page;
  link.textContent = `← ${t("page.gallery")}`;
}

function turnTabs(event) {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!way) return;
  change({ view: VIEWS[(VIEWS.indexOf(state.view) + way + VIEWS.length) % VIEWS.length] });
  byId(`tab-${state.view}`).focus();
}

function buildTools() {
  replace(
    byId("tools"),
    toolbar({
      menu: exportMenu(picture),
      showChoices: () => showChoices(!byId("side").classList.contains("open")),
      copyLink: () => copyText(linkToThis(), t("page.linkCopied")),
      startAgain,
      turnTheme: () => turnTheme(!isDark()),
      speak: (code) => (change({ language: code }), build(), render()),
    }),
  );
}

function turnTheme(dark) {
  setTheme(dark);
  build();
  render();
}

/** What a saved or printed picture shows. */
function picture() {
  return { model, shown, state, view: pictureView(), name: (node) => api.name(node.id) };
}

function startAgain() {
  state = { ...initialState(), language: state.language };
  build();
  change({ camera: null });
}

/** On a small screen the choices lie over the picture and are shown on demand. */
function showChoices(open) {
  byId("side").classList.toggle("open", open);
  byId("choices").setAttribute("aria-expanded", String(open));
  if (open) byId("search").focus();
}

function pictureView() {
  const { clientWidth, clientHeight } = byId("canvas");
  return { width: clientWidth || 1200, height: clientHeight || 760, camera: network.camera() };
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

const MOVES = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
const ZOOMS = { "+": 1.3, "=": 1.3, "-": 1 / 1.3 };

function steer(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (MOVES[event.key]) network.moveBy(...MOVES[event.key]);
  else if (ZOOMS[event.key]) network.zoomBy(ZOOMS[event.key]);
  else if (event.key === "0") change({ camera: null }, "replace");
  else return;
  event.preventDefault();
}

createFinder(byId("search"), search, (node) => go(node.id));
byId("canvas").addEventListener("keydown", steer);
byId("tabs").addEventListener("keydown", turnTabs);
addEventListener("keydown", (event) => event.key === "Escape" && leave());
addEventListener("popstate", restore);
preparePrinting(byId("view-network"), { get: picture, isDark, setDark: turnTheme });
build();
render();
showCamera();

// For the tests: where a node is on the canvas.
window.coldwar = { place: network.screenPosition };
