// The menu that saves what is shown.

import { captionOf } from "./caption.js";
import { claimText } from "../panel/claims.js";
import { toast } from "../copy.js";
import { save, svgToPng } from "./download.js";
import { h } from "../dom.js";
import { gexf } from "./gexf.js";
import { vectorsOf } from "./htmlsvg.js";
import { byDate, selectedClaims } from "../model.js";
import { measureLegend } from "../network/measurekeys.js";
import { theatreName } from "../network/overview.js";
import { evidenceText } from "../notes/notefiles.js";
import { cslJson, datasetOf, ris, workOf } from "./references.js";
import { framedSvg, networkSvg } from "./svg.js";
import { claimsCsv, nodesCsv } from "./tables.js";
import { count, t, term } from "../text.js";

// The least width of a picture, in pixels, so that its legend and caption can be read.
const LEAST = 600;
// A table of more claims is no picture any more.
const MOST_ROWS = 1000;

// What the marks of a view need to have explained; the network explains all, a table says it in words.
const LEGENDS = { map: ["families", "signs"], timeline: ["families", "signs"], matrix: ["signs"], table: [], doubt: ["families", "signs"], compare: [] };

/** A disclosure with one button per format; `get()` returns {model, measures, shown, state, path, view, place, inLight(act), link, api, name(node)}. */
export function exportMenu(get) {
  const item = (key, act) => h("button", { type: "button", "data-format": key, onclick: act }, t(`export.${key}`));
  const picture = (make) => (get().state.view === "table" && get().shown.claims.length > MOST_ROWS ? toast(t("export.tooLong", { most: MOST_ROWS })) : make(pictureOf(get())));
  const appendix = h("input", { type: "checkbox", id: "appendix" });
  return h(
    "details",
    { class: "menu", id: "export" },
    h("summary", {}, t("export.title")),
    h("div", { class: "sheet-menu" },
      item("png", () => picture(async (svg) => save(`coldwar-${get().state.view}.png`, await svgToPng(svg), "image/png"))),
      item("svg", () => picture((svg) => save(`coldwar-${get().state.view}.svg`, svg, "image/svg+xml"))),
      item("nodes", () => save("coldwar-nodes.csv", nodesCsv(get().model, get().shown), "text/csv")),
      item("claims", () => save("coldwar-claims.csv", claimsCsv(get().model, get().shown), "text/csv")),
      item("gexf", () => save("coldwar-network.gexf", gexf(get().model, get().shown), "application/gexf+xml")),
      item("ris", () => save("coldwar-sources.ris", ris(worksShown(get())), "application/x-research-info-systems")),
      item("csl", () => save("coldwar-sources.csl.json", cslJson(worksShown(get())), "application/json")),
      item("print", () => print()),
      h("label", { class: "check" }, appendix, t("export.appendix")),
    ),
  );
}

/** The data set and the sources of the claims shown. */
function worksShown({ model, shown }) {
  const used = [...new Set(shown.claims.flatMap(({ evidence }) => evidence.map(({ source }) => source)))].sort();
  return [datasetOf(model), ...used.map((id) => workOf(model.nodes.get(id) ?? { id, name: id }, model))];
}

/** The view that is open as an SVG file, on light paper. */
export function pictureOf(now) {
  return now.state.view === "network" ? networkPicture(now) : now.inLight(() => pageSvg(now));
}

/** The network of what is shown as an SVG file. */
export function networkPicture(now) {
  return networkSvg(now.model, now.shown, now.state, { view: now.view, words: { ...wordsOf(now), measures: measureLegend(now.model, now.measures, now.shown, now.state) }, measure, measures: now.measures, path: now.path });
}

function pageSvg(now) {
  now.place.drawAll?.();
  now.place.classList.add("on-paper");
  const { content, width, height } = vectorsOf(now.place);
  now.place.classList.remove("on-paper");
  now.place.drawInSight?.();
  return framedSvg([content], now.model, now.shown, { width: Math.max(width, LEAST), height, words: wordsOf(now), measure, parts: LEGENDS[now.state.view] });
}

/** Legend, caption and appendix alone, for paper that shows the view itself. */
export function footOf(now, width) {
  return framedSvg([], now.model, now.shown, { width, height: 0, words: wordsOf(now), measure, parts: LEGENDS[now.state.view] });
}

/** The claims of the selection with their evidence, where the reader asked for them: a text each. */
function appendixOf({ model, shown, state, api }) {
  if (!document.getElementById("appendix")?.checked || !state.selected) return [];
  const claims = selectedClaims(model, state.selected, shown.claims).sort(byDate);
  return claims.map((claim) => [claimText(claim, api), claim.summary, claim.evidence.map((row) => evidenceText(row, api)).join("; ")].filter(Boolean).join(". "));
}

function wordsOf(now) {
  const { model, name } = now;
  return {
    title: t("page.title"),
    caption: captionOf(now).join(" · "),
    appendix: appendixOf(now),
    name,
    mark: ({ theatre, nodes, claims }) => t("look.mark", { name: theatreName(model, theatre), nodes: count("unit.node", nodes), claims: count("unit.claim", claims) }),
    kind: (id) => term("kinds", id),
    family: (id) => term("families", id, model.look.family[id]?.name),
    polarity: (id) => term("polarities", id),
    doubtful: t("doubt.tie"),
    theatre: (id) => theatreName(model, id),
  };
}

function measure(text, size) {
  const context = (measure.canvas ??= document.createElement("canvas")).getContext("2d");
  context.font = `${size}px "Helvetica Neue", Arial, "Liberation Sans", sans-serif`;
  return context.measureText(text).width;
}
