// The page: one state, the views that show it, and the ways to change it.

import { createAddress } from "./address.js";
import { createArrangement } from "./network/arrange.js";
import { compared, isCompared } from "./compare/compare.js";
import { createCompare } from "./compare/compareview.js";
import { displaySwitches, presetField, readingGuide } from "./controls.js";
import { copyText } from "./copy.js";
import { exportMenu } from "./save/exporter.js";
import { byId, h, isDark, replace } from "./dom.js";
import { renderDoubt } from "./doubt/doubtview.js";
import { createEditing } from "./network/editing.js";
import { createFilters } from "./filters/filterlist.js";
import { facetCounts, visible } from "./filters/filters.js";
import { refits, wholeOf } from "./network/fit.js";
import { bookmark, redrawn } from "./look/keeping.js";
import { showKeys } from "./network/keyhelp.js";
import { createLayers } from "./layers.js";
import { createMap } from "./map/map.js";
import { renderMatrix } from "./tables/matrix.js";
import { renderKeys } from "./look/keys.js";
import { measureAnew, measuresOf } from "./network/measures.js";
import { readModel, selectedEnds } from "./model.js";
import { createNetwork } from "./network/network.js";
import { overviewOf, theatreName } from "./network/overview.js";
import { createNoteDesk, inLight } from "./notes/notedesk.js";
import { speak } from "./pagetext.js";
import { panelFor } from "./panel/panel.js";
import { createPathDesk } from "./paths/pathdesk.js";
import { pathPanel } from "./paths/pathpanel.js";
import { findPaths, linking, orderOf } from "./paths/paths.js";
import { preparePrinting } from "./save/print.js";
import { pictureView, ratioOf } from "./network/sheet.js";
import { createSlider } from "./time/slider.js";
import { decodeState, encodeState, initialState, knownPart, presetState, VIEWS } from "./state.js";
import { steering } from "./network/steering.js";
import { readAs } from "./doubt/suggested.js";
import { createSearchbox } from "./search/searchbox.js";
import { strip, summary } from "./filters/summary.js";
import { renderTable } from "./tables/table.js";
import { language, setTexts, t } from "./text.js";
import { createTimeline } from "./timeline/timeline.js";
import { helpButton, showWayBack, tabs, toolbar, turnTabs, undoButton, zoomButtons } from "./toolbar.js";
import { createWalking } from "./network/walking.js";

setTexts(JSON.parse(byId("texts").textContent), document.documentElement.lang);
const model = await (globalThis.DecompressionStream ? readModel(byId("data").textContent) : giveUp());
let state = addressed();
readAs(model, state.suggested);
let shown = visible(model, state);
let comparison = null;
let paths = [];
let route = 0;
let moves = [];

setTheme(matchMedia("(prefers-color-scheme: dark)").matches);
const address = createAddress(() => encodeState(state, model.presets));
const layers = createLayers(() => state.selected && change({ selected: null }));
const measures = measuresOf(model);
const arrangement = createArrangement(model, measures);
const editing = createEditing(model, {
  state: () => state,
  isOverview: () => Boolean(shown.overview),
  change: (patch) => change(patch),
  focus: (id) => bringIntoFocus([id]),
  name: (id) => api.name(id),
  theatre: (id) => api.theatre(id),
  canvas: byId("canvas"),
});
const network = createNetwork(byId("canvas"), model, measures, {
  select,
  moved: (camera) => change({ camera }, "replace"),
  resized: () => (showCamera(), keepInSight()),
  dragged: editing.put,
  open: editing.turnTheatre,
  menu: editing.showMenu,
  over: (context, at) => walking.draw(context, at),
});
let goBack = null;
const filters = createFilters(byId("filters"), model, (facet, values) =>
  change({ hidden: { ...state.hidden, [facet]: values } }),
);
const slider = createSlider(byId("slider"), {
  change: (window) => change(window, "replace"),
  setReading: (reading) => change({ reading }),
  dated: [...model.claims, ...model.changes.flatMap(({ said, suggested }) => [said, suggested])].filter((thing) => thing.from && thing.date),
  span: model.span,
  periods: model.periods,
});
const api = {
  model,
  get state() {
    return state;
  },
  name: (id) => (state.original && model.nodes.get(id)?.originalName) || model.nodes.get(id)?.name || id,
  theatre: (id) => theatreName(model, id),
  go,
  select,
  set: (patch) => (change(patch), buildSwitches()),
  openClaim,
  copy: (text) => copyText(text),
  mapMoved: (mapCamera) => change({ mapCamera }, "replace"),
  timeMoved: (timeCamera) => change({ timeCamera }, "replace"),
  focus: bringIntoFocus,
  acts: editing.actsFor,
  measures,
  edit: editing.edit,
  pathFrom: (id) => pathDesk.from(id),
  mendPath: (patch) => pathDesk.mend(patch),
  route: (number) => change({ route: number, camera: null }, "replace"),
  show: showInPicture,
};
const pathDesk = createPathDesk(byId("path"), api, { change: (patch) => change(patch), closeChoices: () => layers.showChoices(false) });
const notesButton = createNoteDesk(api, { address: address.link, change: (patch) => change(patch) });

const walking = createWalking(model, network, {
  shown: () => shown,
  shut: () => state.shut,
  chosen: () => selectedEnds(model, state.selected ?? { ids: state.focus })[0],
  name: api.name,
  theatre: api.theatre,
  openTheatre: editing.turnTheatre,
  open: (selection) => (select(selection), byId("panel-title").focus({ preventScroll: true })),
  camera: () => state.camera,
  lookBack: (camera) => (change({ camera }, "replace"), showCamera()),
});

/** Say that this browser cannot read the data; nothing more happens. */
function giveUp() {
  replace(byId("summary"), t("page.old"));
  return new Promise(() => {});
}

/** The state in the address; an empty one stands for the page's own start. */
function addressed() {
  return knownPart(decodeState(location.hash.length > 1 ? location.hash : model.start, model.presets), model);
}

/** Change the state, show it, and write it into the address ("push" makes a step to go back to). */
function change(patch, way = "push") {
  state = { ...state, ...patch };
  address.note(way);
  if (["camera", "mapCamera", "timeCamera", "compareCamera"].includes(Object.keys(patch).join()) && Object.values(patch)[0]) return;
  if (Object.keys(patch).join() === "selected") renderSelection();
  else render();
  if (patch.camera === null || (state.camera === null && refits(patch))) network.fit();
}

/** What is selected is seen, wherever one had looked before. */
function keepInSight() {
  if (state.view === "network" && state.selected) network.reveal(selectedEnds(model, state.selected).filter((id) => shown.nodes.has(id)));
}

function restore() {
  address.forget();
  adopt(addressed());
  editing.forget();
  render();
  showCamera();
}

/** Take over a whole state: nothing of the old one goes on. */
function adopt(whole) {
  slider.stop();
  state = whole;
  build();
}

function showCamera() {
  if (state.camera) network.setCamera(state.camera);
  else network.fit();
}

function render() {
  if (readAs(model, state.suggested)) {
    filters.reread(state);
    measureAnew(model, measures);
  }
  comparison = state.view === "compare" && isCompared(state) ? compared(model, state) : null;
  shown = comparison?.together ?? visible(model, state);
  paths = state.path ? findPaths(linking(model, shown.claims, state.path, state), ...state.path, orderOf(state)) : [];
  route = Math.min(state.route, Math.max(0, paths.length - 1));
  arrange();
  for (const view of VIEWS) byId(`view-${view}`).hidden = view !== state.view;
  for (const tab of byId("tabs").children) {
    const chosen = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  redrawn(["panel", `view-${state.view}`, "strip", "keys", "looks"].map(byId), () => {
    renderPanel();
    drawView();
    const counts = facetCounts(model, shown);
    filters.update(state, counts);
    slider.update(state, shown.timeless);
    walking.update();
    renderSummary();
    renderKeys({ model, measures, shown, state, counts, editing, change: (patch) => change(patch) });
  });
}

/** Put everything where it belongs, in an overview where there is more than one can read. */
function arrange() {
  shown = { ...shown, overview: comparison ? null : overviewOf(model, shown, state, paths[route]) };
  moves = arrangement.settle(shown, state, ratioOf(byId("canvas")));
}

/** What is selected changes neither what is shown nor how much of it, but that an overview has it too. */
function renderSelection() {
  if (shown.overview) (arrange(), renderSummary());
  redrawn(["panel", `view-${state.view}`].map(byId), () => {
    renderPanel();
    drawView();
    walking.update();
  });
}

let [map, timeline, compare] = [null, null, null];

/** Only the view that is seen is drawn. */
function drawView() {
  const place = byId(`view-${state.view}`);
  if (state.view === "network") network.update(shown, state, paths[route], moves);
  else if (state.view === "map") (map ??= createMap(place, model, api)).update(shown, state);
  else if (state.view === "timeline") (timeline ??= createTimeline(place, api)).update(shown, state);
  else if (state.view === "compare") (compare ??= createCompare(place, api, { change, moved: (compareCamera) => change({ compareCamera }, "replace"), ends: slider.ends })).update(comparison, state);
  else if (state.view === "matrix") renderMatrix(place, shown, state, api);
  else if (state.view === "doubt") renderDoubt(place, shown, api);
  else renderTable(place, shown, state, api);
}

function renderSummary() {
  byId("slider").hidden = !model.claims.length || Boolean(comparison?.apart);
  replace(byId("summary"), summary(shown, state, api));
  replace(byId("strip"), strip(shown, state, api));
}

function renderPanel() {
  const panel = byId("panel");
  const opens = Boolean(state.selected || state.path);
  if (panel.hidden && opens) goBack = bookmark(byId("search"));
  panel.hidden = !opens;
  const close = h("button", { type: "button", class: "quiet close", onclick: closePanel, "aria-label": t("panel.close"), title: t("panel.close") }, "✕");
  const content = state.selected ? panelFor(state.selected, shown, api) : state.path ? pathPanel(state.path, paths, route, shown.nodes, api) : [];
  replace(byId("panel-content"), close, content);
}

/** Close the evidence; the keyboard goes back to where it was opened, unless it is in another place. */
function closePanel() {
  const { activeElement } = document;
  const isElsewhere = activeElement !== document.body && !byId("panel").contains(activeElement);
  if (state.selected) change({ selected: null });
  else change({ path: null, route: 0, camera: null });
  if (!isElsewhere) goBack();
}

/** Of two, what they share is shown, and neither of them is singled out. */
function bringIntoFocus(focus) {
  editing.edit({ focus, pinned: [], camera: null, ...(focus.length > 1 ? { selected: null } : {}) });
  if (focus.length > 1 && byId("panel").hidden) goBack();
}

/** Escape leaves what was opened last. */
function leave() {
  if (layers.close()) return;
  if (!byId("panel").hidden) closePanel();
  else walking.leave();
}

function select(selection) {
  byId("panel").scrollTop = 0;
  change({ selected: selection });
  keepInSight();
}

function go(id) {
  layers.showChoices(false);
  select({ kind: "node", ids: [id] });
  if (state.view === "network" && shown.nodes.has(id)) network.lookAt(id);
  byId("panel-title")?.focus({ preventScroll: true });
}

/** Open one claim in the panel, marked. */
function openClaim({ id }) {
  layers.showChoices(false);
  select({ kind: "claim", ids: [id] });
  byId("panel-title")?.focus({ preventScroll: true });
}

function showInPicture(id) {
  openView("network");
  if (shown.nodes.has(id)) network.lookAt(id);
}

/** Open a view; what is selected is in sight there, wherever one had looked before. */
function openView(view) {
  if (view !== state.view) change({ view });
  if (view === "timeline") timeline.keepInSight();
  if (view === "matrix") byId("view-matrix").querySelector("td.marked, th.marked")?.scrollIntoView({ block: "center", inline: "center" });
  if (view !== "network") return;
  showCamera();
  keepInSight();
}

function choosePreset(preset) {
  const { language: words, view } = state;
  adopt({ ...presetState(preset.id, model.presets), language: words, view });
  change({ camera: null });
}

/** Everything whose words or choices depend on the state, built anew. */
function build() {
  speak(model, state.language ?? model.language);
  showWayBack(byId("gallery"), model.galleries?.[language()]);
  replace(byId("tabs"), tabs(openView));
  replace(byId("zoom"), undoButton(editing.undo), zoomButtons((factor) => (factor ? network.zoomBy(factor) : change({ camera: null }, "replace"))), helpButton(showKeys));
  buildTools();
  replace(byId("presets"), presetField(model.presets, state.preset, choosePreset));
  buildSwitches();
  pathDesk.build(state.path ?? []);
  byId("path").open = Boolean(state.path);
  filters.build(state);
  slider.build();
  replace(byId("guide"), readingGuide());
}

function buildSwitches() {
  replace(byId("switches"), displaySwitches(state, model, (patch) => change(patch)));
}

function buildTools() {
  replace(
    byId("tools"),
    toolbar({
      menu: exportMenu(picture),
      notes: notesButton(),
      showChoices: layers.turnChoices,
      copyLink: () => copyText(address.link(), t("page.linkCopied")),
      startAgain,
      turnTheme: () => turnTheme(!isDark()),
      speak: (code) => (change({ language: code }), build(), render()),
    }),
  );
}

const turnTheme = (dark) => (setTheme(dark), build(), render());

/** What a saved or printed picture shows. */
function picture() {
  return { model, measures, shown, state, path: paths[route] ?? null, view: pictureView(byId("canvas"), network, (frame) => wholeOf(model, shown, paths[route], frame)), place: byId(`view-${state.view}`), inLight: (act) => inLight(act, setTheme, () => redrawn(byId(`view-${state.view}`), drawView)), link: address.link(), api, name: (node) => api.name(node.id) };
}

function startAgain() {
  adopt({ ...initialState(), language: state.language });
  change({ camera: null });
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

createSearchbox(byId("search"), {
  ...model.search,
  name: api.name,
  shownClaims: () => shown.claims,
  go,
  openClaim,
  filter: (q) => change({ q, camera: null }),
  only: (name) => change({ hidden: { ...state.hidden, package: [...model.packages.keys()].filter((other) => other !== name) }, camera: null }),
});
byId("canvas").addEventListener("keydown", steering(network, walking, editing, () => change({ camera: null }, "replace")));
byId("tabs").addEventListener("keydown", (event) => turnTabs(event, state.view, openView));
addEventListener("keydown", (event) => event.key === "Escape" && leave());
addEventListener("popstate", restore);
preparePrinting(byId("view-network"), { get: picture, isDark, setDark: turnTheme });
build();
render();
showCamera();

// For the tests: where a node is on the canvas, whether all of the picture is drawn, what is shown, where one looks.
window.coldwar = { place: network.screenPosition, isWhole: network.isWhole, isLatest: network.isLatest, mark: (id) => timeline?.spotOf(id), model, shown: () => [...shown.nodes], compared: () => compare?.cameras() ?? [] };
