// The legend that filters: one group of checkboxes per facet, with counts.

import { familyColour, PLAIN, readable, theatreColour } from "../look/appearance.js";
import { h, isDark, replace } from "../dom.js";
import { doubtValues, DOUBTS } from "../doubt/doubt.js";
import { doubtGlyph, glyph, polarityGlyph } from "../look/glyphs.js";
import { FACETS } from "../state.js";
import { figure, t, term } from "../text.js";

const OPEN = new Set(["kind", "family", "theatre", "polarity", "doubt", "package"]);
// Hues of a facet's values, as the picture has them.
const HUES = { theatre: theatreColour, family: familyColour };
const TERMS = { theatre: "theatres", kind: "kinds", family: "families", type: "types", bloc: "blocs", standing: "standings", polarity: "polarities", doubt: "annotations" };

/** Build the groups; `change(facet, hidden)` is called with the facet's new list of hidden values. */
export function createFilters(container, model, change) {
  let values = facetValues(model);
  const boxes = new Map();
  const numbers = new Map();
  const swatches = new Map();

  function build(state) {
    boxes.clear();
    numbers.clear();
    swatches.clear();
    replace(container, FACETS.filter((facet) => values[facet].length > 1).map((facet) => group(facet, state)));
  }

  function group(facet, state) {
    return h(
      "details",
      { class: "facet", open: OPEN.has(facet), "data-facet": facet },
      h("summary", {}, t(`facet.${facet}`)),
      h("span", { class: "bulk" },
        h("button", { class: "quiet", type: "button", "data-bulk": "all", onclick: () => change(facet, []) }, t("facet.all")),
        h("button", { class: "quiet", type: "button", "data-bulk": "none", onclick: () => change(facet, values[facet]) }, t("facet.none")),
      ),
      h("ul", {}, values[facet].map((value) => entry(facet, value, state))),
    );
  }

  function entry(facet, value, state) {
    const box = h("input", { type: "checkbox", value, onchange: () => toggle(facet) });
    box.checked = !state.hidden[facet].includes(value);
    const number = h("span", { class: "number" });
    boxes.set(`${facet} ${value}`, box);
    numbers.set(`${facet} ${value}`, number);
    return h("li", {}, h("label", {}, box, mark(facet, value), h("span", { class: "entry" }, nameOf(facet, value, model)), number));
  }

  function mark(facet, value) {
    if (facet === "kind") return glyph(model.look.kind[value], readable(PLAIN, isDark()));
    if (facet === "polarity") return polarityGlyph(value);
    if (facet === "doubt") return doubtGlyph(value);
    if (!HUES[facet] || value === "none") return null;
    const swatch = h("span", { class: "swatch", "aria-hidden": "true" });
    swatches.set(`${facet} ${value}`, swatch);
    return swatch;
  }

  function toggle(facet) {
    change(facet, values[facet].filter((value) => !boxes.get(`${facet} ${value}`).checked));
  }

  function update(state, counts) {
    for (const facet of FACETS)
      for (const value of values[facet]) {
        const box = boxes.get(`${facet} ${value}`);
        if (!box) continue;
        box.checked = !state.hidden[facet].includes(value);
        numbers.get(`${facet} ${value}`).textContent = figure(counts[facet][value] ?? 0);
        const swatch = swatches.get(`${facet} ${value}`);
        if (swatch) swatch.style.background = readable(HUES[facet](value, model.look, state.colour), isDark());
        if (facet === "theatre" && swatch) swatch.hidden = state.colour !== "theatre";
      }
  }

  /** Build the groups for claims that are read otherwise than before. */
  function reread(state) {
    values = facetValues(model);
    build(state);
  }

  return { build, reread, update };
}

function nameOf(facet, value, model) {
  if (value === "none") return t(facet === "doubt" ? "doubt.none" : "facet.none");
  if (facet === "package") return model.packages.get(value) ?? value;
  if (facet === "source") return model.nodes.get(value)?.name ?? value;
  return term(TERMS[facet], value, facet === "kind" ? null : (model.look[facet]?.[value]?.name ?? null));
}

/** The values of each facet that occur, in the vocabulary's order. */
function facetValues(model) {
  const nodes = [...model.nodes.values()].filter((node) => node.drawn);
  const used = {
    theatre: nodes.map((node) => node.region ?? "none"),
    kind: nodes.map((node) => node.label),
    bloc: nodes.map((node) => node.side ?? "none"),
    family: model.claims.map((claim) => claim.family),
    type: model.claims.map((claim) => claim.type),
    standing: model.claims.map((claim) => claim.standing),
    polarity: model.claims.map((claim) => claim.polarity),
    doubt: model.claims.flatMap(doubtValues),
    source: model.claims.flatMap((claim) => claim.evidence.map((row) => row.source)),
    package: [...model.packages.keys()],
  };
  const orders = { standing: ["stated", "reported", "inferred", "disputed"], polarity: ["affirmed", "strained", "denied"], doubt: [...DOUBTS, "none"], package: [...model.packages.keys()] };
  return Object.fromEntries(
    Object.entries(used).map(([facet, all]) => {
      const order = orders[facet] ?? Object.keys(model.look[facet] ?? {});
      const place = (value) => (order.includes(value) ? order.indexOf(value) : order.length);
      return [facet, [...new Set(all)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))];
    }),
  );
}
