// The page: one state, the views that show it, and the ways to change it.

import { byId, h, replace } from "./dom.js";
import { createFilters } from "./filterlist.js";
import { facetCounts, visible } from "./filters.js";
import { createFinder } from "./finder.js";
import { spellings } from "./fold.js";
import { buildModel } from "./model.js";
import { createNetwork } from "./network.js";
import { panelFor } from "./panel.js";
import { decodeState, encodeState, VIEWS } from "./state.js";
import { count, setLanguage, setTexts, t } from "./text.js";

const data = JSON.parse(byId("data").textContent);
setTexts(JSON.parse(byId("texts").textContent), data.language);
const model = buildModel(data);
let state = decodeState(location.hash.length > 1 ? location.hash : data.start);
let shown = visible(model, state);

if (state.language) setLanguage(state.language);
setTheme(matchMedia("(prefers-color-scheme: dark)").matches);

const search = [...model.nodes.values()].map((node) => ({ node, names: spellings(node), weight: node.degree }));
const network = createNetwork(byId("canvas"), model, { select, moved: (camera) => change({ camera }, "replace") });
const filters = createFilters(byId("filters"), model, (facet, values) =>
  change({ hidden: { ...state.hidden, [facet]: values } }),
);
createFinder(byId("search"), search, (node) => go(node.id));
/** Change the state, show it, and write it into the address ("push" makes a step to go back to). */
function change(patch, history = "push") {
  state = { ...state, ...patch };
  address(history);
  if (!("camera" in patch && Object.keys(patch).length === 1)) render();
}

function address(way) {
  const hash = `#${encodeState(state)}`;
  if (hash === location.hash) return;
  try {
    history[way === "push" ? "pushState" : "replaceState"](null, "", hash);
  } catch {
    // A frame without an address of its own (a notebook) has no history to write.
  }
}

function restore() {
  state = decodeState(location.hash);
  render();
  if (state.camera) network.setCamera(state.camera);
}

function render() {
  shown = visible(model, state);
  for (const view of VIEWS) byId(`view-${view}`).hidden = view !== state.view;
  for (const tab of byId("tabs").children) {
    const chosen = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  network.update(shown, bundlesOf(shown.claims), state);
  filters.update(state, facetCounts(model, shown));
  renderSummary();
  renderPanel();
}

function bundlesOf(claims) {
  const bundles = new Map();
  for (const claim of claims) {
    if (!bundles.has(claim.bundle)) bundles.set(claim.bundle, []);
    bundles.get(claim.bundle).push(claim);
  }
  return bundles;
}

function renderSummary() {
  const nodes = count("unit.node", shown.nodes.size);
  const parts = [t("summary.shown", { nodes, claims: count("unit.claim", shown.claims.length) })];
  if (shown.undated) parts.push(t("summary.undated", { claims: count("unit.claim", shown.undated) }));
  replace(byId("summary"), `${parts.join("; ")}.`);
}

const api = {
  model,
  get state() {
    return state;
  },
  name: (id) => (state.original && model.nodes.get(id)?.name_original) || model.nodes.get(id)?.name || id,
  go,
  copy,
  focus: (ids) => change({ focus: ids }),
  pathFrom: (id) => change({ path: [id, ""] }),
  centre,
};

function renderPanel() {
  const content = byId("panel-content");
  if (!state.selected) replace(content, h("p", { class: "hint" }, t("panel.empty")));
  else replace(content, panelFor(state.selected, shown, api));
}

function select(selection) {
  change({ selected: selection });
  byId("panel").scrollTop = 0;
}

function go(id) {
  select({ kind: "node", ids: [id] });
  if (shown.nodes.has(id)) centre(id);
}

function centre(id) {
  const place = network.screenPosition(id);
  if (!place) return;
  const { width, height } = byId("canvas").getBoundingClientRect();
  network.moveBy(place.x - width / 2, place.y - height / 2);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
  toast(t("claim.copied"));
}

/** For pages opened from a file in browsers that keep the clipboard to secure origins. */
function copyBySelection(text) {
  const area = h("textarea", { class: "unseen" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function toast(text) {
  document.querySelector(".toast")?.remove();
  const note = h("div", { class: "toast", role: "status" }, text);
  document.body.append(note);
  setTimeout(() => note.remove(), 2500);
}

function buildTabs() {
  const tab = (view) =>
    h(
      "button",
      { id: `tab-${view}`, type: "button", role: "tab", "data-view": view, "aria-controls": `view-${view}`, onclick: () => change({ view }) },
      t(`views.${view}`),
    );
  replace(byId("tabs"), VIEWS.map(tab));
}

function buildZoom() {
  const button = (key, sign, act) =>
    h("button", { type: "button", title: t(`network.${key}`), "aria-label": t(`network.${key}`), onclick: act }, sign);
  replace(
    byId("zoom"),
    button("in", "+", () => network.zoomBy(1.3)),
    button("out", "−", () => network.zoomBy(1 / 1.3)),
    button("fit", "⤢", () => network.fit()),
  );
}

function buildTools() {
  const dark = () => document.documentElement.dataset.theme === "dark";
  const button = h("button", { type: "button", onclick: () => (setTheme(!dark()), buildTools(), render()) }, t(dark() ? "page.light" : "page.dark"));
  replace(byId("tools"), button);
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

buildTabs();
buildZoom();
buildTools();
filters.build(state);
render();
if (state.camera) network.setCamera(state.camera);
else network.fit();
addEventListener("popstate", () => restore());
