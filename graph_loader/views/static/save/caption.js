// What is shown, in words, for whoever reads a picture or a page without the explorer.

import { spanInWords } from "../time/spanwords.js";
import { FACETS } from "../state.js";
import { count, language, t, term } from "../text.js";

const TERMS = { theatre: "theatres", kind: "kinds", family: "families", type: "types", bloc: "blocs", standing: "standings", polarity: "polarities", doubt: "annotations" };
// More than this are counted, not named.
const NAMED = 6;

/** [sentence, …]: figures, years, filters, edition, address. `now`: {model, shown, state, name(node), link}. */
export function captionOf({ model, shown, state, name, link }) {
  const figures = t("caption.figures", {
    nodes: t("caption.of", { n: count("unit.node", shown.nodes.size), all: drawnNodes(model).toLocaleString(language()) }),
    claims: t("caption.of", { n: count("unit.claim", shown.claims.length), all: model.claims.length.toLocaleString(language()) }),
  });
  const years = state.from || state.to ? `${spanInWords(state)} (${t(`slider.${state.reading}`)})` : t("slider.all");
  return [figures, years, ...filtersInWords(model, state, name), model.edition, link].filter(Boolean);
}

function drawnNodes(model) {
  return [...model.nodes.values()].filter(({ drawn }) => drawn).length;
}

/** What the reader chose to see, in words: [phrase, …]. */
export function filtersInWords(model, state, name) {
  const named = (id) => (model.nodes.has(id) ? name(model.nodes.get(id)) : id);
  const parts = [];
  const preset = state.preset !== "all" && model.presets.find(({ id }) => id === state.preset);
  if (preset) parts.push(`${t("preset.label")}: ${preset.names[language()]}`);
  if (state.focus.length) parts.push(t("caption.focus", { names: state.focus.map(named).join(", "), steps: count("focus.step", state.steps) }));
  if (state.around.length) parts.push(t("caption.around", { names: listed(state.around.map((id) => nameOf("theatre", id, model))) }));
  if (state.path) parts.push(t("caption.path", { a: named(state.path[0]), b: named(state.path[1]) }));
  for (const facet of FACETS) {
    const hidden = state.hidden[facet];
    if (hidden.length) parts.push(t("caption.without", { facet: t(`facet.${facet}`), names: listed(hidden.map((id) => nameOf(facet, id, model))) }));
  }
  return parts;
}

function listed(names) {
  const rest = names.length - NAMED;
  return names.slice(0, NAMED).join(", ") + (rest > 0 ? `, ${count("panel.more", rest)}` : "");
}

function nameOf(facet, id, model) {
  if (id === "none") return t(facet === "doubt" ? "doubt.none" : "facet.none");
  if (facet === "package") return model.packages.get(id) ?? id;
  if (facet === "source") return model.nodes.get(id)?.name ?? id;
  return term(TERMS[facet] ?? facet, id, facet === "kind" ? null : (model.look[facet]?.[id]?.name ?? null));
}
