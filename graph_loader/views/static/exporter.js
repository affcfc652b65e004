// The menu that saves what is shown.

import { endsInWords } from "./dates.js";
import { save, svgToPng } from "./download.js";
import { h } from "./dom.js";
import { gexf } from "./gexf.js";
import { networkSvg } from "./svg.js";
import { claimsCsv, nodesCsv } from "./tables.js";
import { count, phrases, t, term } from "./text.js";

/** A disclosure with one button per format; `get()` returns {model, shown, state, view, name(node)}. */
export function exportMenu(get) {
  const item = (key, act) => h("button", { type: "button", "data-format": key, onclick: act }, t(`export.${key}`));
  const svg = () => pictureOf(get());
  return h(
    "details",
    { class: "menu", id: "export" },
    h("summary", {}, t("export.title")),
    h("div", { class: "sheet-menu" },
      item("png", async () => save("coldwar-network.png", await svgToPng(svg()), "image/png")),
      item("svg", () => save("coldwar-network.svg", svg(), "image/svg+xml")),
      item("nodes", () => save("coldwar-nodes.csv", nodesCsv(get().model, get().shown), "text/csv")),
      item("claims", () => save("coldwar-claims.csv", claimsCsv(get().shown), "text/csv")),
      item("gexf", () => save("coldwar-network.gexf", gexf(get().model, get().shown), "application/gexf+xml")),
    ),
  );
}

/** The network as an SVG file. */
export function pictureOf(now) {
  return networkSvg(now.model, now.shown, now.state, { view: now.view, words: wordsOf(now), measure });
}

function wordsOf({ model, shown, state, name }) {
  return {
    title: t("page.title"),
    caption: captionOf(model, shown, state),
    name,
    kind: (id) => term("kinds", id),
    family: (id) => term("families", id, model.look.family[id]?.name),
    polarity: (id) => term("polarities", id),
    doubtful: t("doubt.tie"),
    theatre: (id) => term("theatres", id, model.look.theatre[id]?.name),
  };
}

/** What the picture shows, in a sentence: numbers, years, data version. */
function captionOf(model, shown, state) {
  const numbers = t("summary.shown", { nodes: count("unit.node", shown.nodes.size), claims: count("unit.claim", shown.claims.length) });
  const years = state.from || state.to ? `${spanInWords(state)} (${t(`slider.${state.reading}`)})` : t("slider.all");
  return [numbers, years, model.edition].filter(Boolean).join(" · ");
}

/** "1966–1968", or the days where the window does not hold whole years. */
function spanInWords(state) {
  const { whole, first, last } = endsInWords(state, phrases("date"));
  return [first ?? "…", last ?? "…"].join(whole ? "–" : " – ");
}

function measure(text, size) {
  const context = (measure.canvas ??= document.createElement("canvas")).getContext("2d");
  context.font = `${size}px "Helvetica Neue", Arial, "Liberation Sans", sans-serif`;
  return context.measureText(text).width;
}
