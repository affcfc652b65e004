// Two sides side by side: a form, two pictures that are looked at as one, words beside them, and the difference in tables.

import { isCompared, whereOf } from "./compare.js";
import { compareForm } from "./compareform.js";
import { differenceTables } from "./comparetables.js";
import { filtersInWords } from "../filters/words.js";
import { numbersOf, sideInWords } from "./comparewords.js";
import { DIFFERENCE } from "../look/appearance.js";
import { h, replace } from "../dom.js";
import { networkPicture } from "../save/exporter.js";
import { wholeOf } from "../network/fit.js";
import { SIDES } from "./items.js";
import { redrawn } from "../look/keeping.js";
import { createNetwork } from "../network/network.js";
import { language, t } from "../text.js";

const MOVES = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
const ZOOMS = { "+": 1.3, "=": 1.3, "-": 1 / 1.3 };

// Where no picture is on the screen, it is printed in this size.
const SHEET = { width: 600, height: 460 };

/**
 * Furnish the view. `change(patch)` of the state, `moved(camera)` when the reader has moved a picture, `ends()` the
 * first and last day of the data. Returns {update(comparison, state), cameras()}.
 */
export function createCompare(place, api, { change, moved, ends }) {
  const form = h("div", { class: "compare-form" });
  const filters = h("p", { class: "hint" });
  const tables = h("div", { class: "compare-tables" });
  const pictures = h("div", { class: "pictures" }, SIDES.map(figureOf));
  const key = h("p", { class: "difference-key" });
  replace(place, h("div", { class: "compare" }, filters, form, pictures, key, tables));
  const figures = [...pictures.children].map((figure) => ({ figure, canvas: figure.querySelector(".canvas"), printed: figure.querySelector(".printed"), words: figure.querySelector("figcaption") }));
  const networks = figures.map(({ canvas }, number) =>
    createNetwork(canvas, api.model, api.measures, {
      select: api.select,
      moved,
      looked: (camera) => networks[1 - number].follow(camera),
      resized: look,
    }),
  );
  figures.forEach(({ canvas }, number) => canvas.addEventListener("keydown", (event) => steer(event, networks[number])));
  addEventListener("beforeprint", drawForPrint);
  addEventListener("afterprint", () => figures.forEach(({ printed }) => printed.replaceChildren()));
  let now = null;

  function figureOf(side) {
    return h("figure", { "data-side": side }, h("figcaption", {}), h("div", { class: "canvas", tabindex: "0", role: "img" }), h("div", { class: "printed" }));
  }

  function update(comparison, state) {
    now = { comparison, state };
    const asked = JSON.stringify([language(), state.a, state.b, state.partner]);
    if (form.dataset.asked !== asked) {
      form.dataset.asked = asked;
      redrawn(form, () => compareForm(form, state, api, { change, ends }));
    }
    pictures.hidden = key.hidden = tables.hidden = !isCompared(state);
    const common = filtersInWords(state, api, ["preset", "path", "selected", "colour", "size", "shut"]).join("; ");
    replace(filters, isCompared(state) ? common && t("compare.filters", { filters: common }) : t("compare.hint"));
    if (!isCompared(state)) return;
    const toned = { ...state, tone: toneOf(comparison) };
    comparison.sides.forEach((side, number) => {
      const letter = SIDES[number];
      replace(figures[number].words, h("strong", {}, h("span", { class: "swatch", "aria-hidden": "true" }), ` ${t(`compare.${letter}`)}`), " ", sideInWords(state[letter], side, state, api).join(" · "), h("br"), numbersOf(side, state));
      networks[number].update(side, toned);
      figures[number].canvas.setAttribute("aria-label", t("compare.picture", { side: t(`compare.${letter}`) }));
    });
    replace(key, ["a", "both", "b"].map((where) => h("span", { "data-where": where }, h("span", { class: "swatch", "aria-hidden": "true" }), ` ${t(`compare.only.${where}`)}`)));
    redrawn(tables, () => replace(tables, differenceTables(comparison, api)));
    look();
  }

  /** Both pictures show the same place: where the link says, else all that either side shows. */
  function look() {
    if (!now || pictures.hidden) return;
    const { clientWidth: width, clientHeight: height } = figures[0].canvas;
    if (!width) return;
    const camera = now.state.compareCamera ?? wholeOf(api.model, now.comparison.together, null, { width, height });
    if (camera) networks.forEach((network) => network.setCamera(camera));
  }

  function steer(event, network) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (MOVES[event.key]) network.moveBy(...MOVES[event.key]);
    else if (ZOOMS[event.key]) network.zoomBy(ZOOMS[event.key]);
    else if (event.key === "0") change({ compareCamera: null });
    else return;
    event.preventDefault();
  }

  function drawForPrint() {
    if (!now || place.hidden || pictures.hidden) return;
    const { comparison, state } = now;
    comparison.sides.forEach((side, number) => {
      const { canvas, printed } = figures[number];
      const { clientWidth: width, clientHeight: height } = canvas;
      const view = width ? { width, height, camera: networks[number].camera() } : { ...SHEET, camera: state.compareCamera ?? wholeOf(api.model, comparison.together, null, SHEET) ?? [0, 0, 1] };
      const picture = { model: api.model, measures: api.measures, path: null, shown: side, state: { ...state, ...side.window, tone: toneOf(comparison) }, view, api, name: (node) => api.name(node.id) };
      printed.replaceChildren(document.importNode(new DOMParser().parseFromString(networkPicture(picture), "image/svg+xml").documentElement, true));
    });
  }

  return { update, cameras: () => networks.map((network) => network.camera()) };
}

/** The colours of the difference: what is on one side only, and what is on both. */
function toneOf({ ties, nodes }) {
  const of = (lists, name) => new Map(Object.values(lists).flatMap((list) => list.map((one) => [one[name], DIFFERENCE[whereOf(one.counts)]])));
  const [byBundle, byId] = [of(ties, "bundle"), of(nodes, "id")];
  return { tie: (bundle) => byBundle.get(bundle), node: (id) => byId.get(id), plain: DIFFERENCE.both };
}
