// What the reader chose to see, in words: each choice that limits or changes what is shown is told.

import { titleOf } from "./brushchip.js";
import { COLOURS, FACETS, SIZES } from "../state.js";
import { count, language, t, term } from "../text.js";

const TERMS = { theatre: "theatres", kind: "kinds", family: "families", type: "types", bloc: "blocs", standing: "standings", polarity: "polarities", doubt: "annotations" };
// More than this are counted, not named.
const NAMED = 6;

const SAYS = {
  preset: (id, { model }) => named("preset.label", model.presets.find((one) => one.id === id)?.names[language()]),
  around: (ids, { theatre }) => ids.length && t("caption.around", { names: listed(ids.map(theatre)) }),
  hidden: (hidden, api) => FACETS.filter((facet) => hidden[facet].length).map((facet) => t("caption.without", { facet: t(`facet.${facet}`), names: listed(hidden[facet].map((value) => valueName(facet, value, api))) })),
  q: (text) => text && t("search.only", { text }),
  brush: (brush, api) => brush && t("brush.only", { what: titleOf(brush, api) }),
  focus: (ids, { name }, { steps }) => ids.length && t("caption.focus", { names: ids.map(name).join(", "), steps: count("focus.step", steps) }),
  extra: (ids, { name }) => ids.length && t("caption.extra", { names: listed(ids.map(name)) }),
  gone: (ids, { name }) => ids.length && t("caption.gone", { names: listed(ids.map(name)) }),
  shut: (ids, { theatre }) => ids.length && t("caption.shut", { names: listed(ids.map(theatre)) }),
  path: (ends, api, state) => ends && [t("caption.path", { a: api.name(ends[0]), b: api.name(ends[1]) }), ...pathChoices(api, state)],
  selected: (selection, api) => selection && selectedInWords(selection, api),
  connected: (only) => !only && t("caption.unconnected"),
  undated: (on) => on && t("display.undated"),
  suggested: (on) => on && t("display.suggested"),
  anyway: (on) => on && t("display.anyway"),
  original: (on) => on && t("display.original"),
  arcs: (on, api, { view }) => on && view === "map" && t("caption.arcs"),
  colour: (name, api) => name !== COLOURS[0] && isMeasured(name, api) && named("look.colour", t(`look.${name}`)),
  size: (name, api) => name !== SIZES[0] && isMeasured(name, api) && named("look.size", t(`look.${name}`)),
};

/** What is told by what it belongs to, by another part of the caption, or by the picture itself. */
export const UNTOLD = [
  "view", "language", "table", "camera", "mapCamera", "timeCamera", "compareCamera", "moved", "pinned", "route", "from", "to",
  "reading", "steps", "whole", "open", "everything", "denied", "directed", "timed", "pathFamilies", "a", "b", "partner",
];

/** The keys of the state of which something is said. */
export const TOLD = Object.keys(SAYS);

/** [phrase, …]; `api`: {model, name(id), theatre(id)}. */
export function filtersInWords(state, api, without = []) {
  return TOLD.filter((key) => !without.includes(key)).flatMap((key) => SAYS[key](state[key], api, state) || []).filter(Boolean);
}

/** A link may ask for a measure that these data do not have. */
function isMeasured(name, { measures }) {
  return Boolean(measures) && (name === "theatre" || measures.has(name));
}

function pathChoices({ model }, state) {
  const families = state.pathFamilies.map((id) => term("families", id, model.look.family[id]?.name));
  return [...["everything", "denied", "directed", "timed"].filter((key) => state[key]).map((key) => t(`path.${key}`)), families.length ? t("path.along", { families: families.join(", ") }) : null];
}

function selectedInWords(selection, api) {
  if (selection.kind === "node") return t("caption.selected", { what: api.name(selection.ids[0]) });
  return selection.ids.length ? t("caption.selected", { what: titleOf(selection, api) }) : null;
}

function named(key, what) {
  return what && `${t(key)}: ${what}`;
}

function listed(names) {
  const rest = names.length - NAMED;
  return names.slice(0, NAMED).join(", ") + (rest > 0 ? `, ${count("panel.more", rest)}` : "");
}

/** What a value of a facet is called. */
export function valueName(facet, value, api) {
  if (value === "none") return t(facet === "doubt" ? "doubt.none" : "facet.none");
  if (facet === "package") return api.model.packages.get(value) ?? value;
  if (facet === "source") return api.name(value);
  return TERMS[facet] ? term(TERMS[facet], value, facet === "kind" ? null : (api.model.look[facet]?.[value]?.name ?? null)) : value;
}
