// The families of ties above the picture: which colour each has, and how many claims a click adds or takes away.

import { familyColour, readable } from "../look/appearance.js";
import { h, isDark } from "../dom.js";
import { facetCounts, visible } from "../filters/filters.js";
import { figure, t, term } from "../text.js";

// Beyond so many claims the figures of what is not shown come when the page is at rest, and under focus not at all.
const MANY = 20000;

// So long nothing must change, in milliseconds, until what takes long is counted.
const REST = 250;
let waiting = null;

/**
 * A button for each family of the data; `counts` are those of facetCounts, `change(hidden)` gets the families that are
 * hidden then.
 */
export function familyKeys(model, state, counts, change) {
  const families = familiesOf(model);
  if (families.length < 2) return null;
  const off = new Set(state.hidden.family);
  const left = families.filter((family) => off.has(family));
  const isLarge = model.claims.length > MANY;
  const more = left.length && !isLarge ? hiddenCounts(model, state, left) : {};
  clearTimeout(waiting);
  if (left.length && isLarge && !state.focus.length) waiting = setTimeout(() => fill(hiddenCounts(model, state, left)), REST);
  return h("div", { class: "keys-row", role: "group", "aria-label": t("facet.family") }, families.map((family) => {
    const isOff = off.has(family);
    const number = isOff ? more[family] : (counts.family[family] ?? 0);
    const name = term("families", family, model.look.family[family]?.name);
    const swatch = h("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = readable(familyColour(family, model.look, state.colour), isDark());
    const hidden = isOff ? state.hidden.family.filter((one) => one !== family) : [...state.hidden.family, family];
    return h(
      "button",
      { type: "button", "aria-pressed": String(!isOff), "data-family": family, title: t(isOff ? "familyKeys.add" : "familyKeys.take", { name }), onclick: () => change(hidden) },
      swatch,
      isOff ? "+ " : "",
      name,
      " ",
      h("span", { class: "number" }, number === undefined ? "" : figure(number)),
    );
  }));
}

function fill(counts) {
  for (const [family, number] of Object.entries(counts)) {
    const key = [...document.querySelectorAll("#keys [data-family]")].find(({ dataset }) => dataset.family === family);
    if (key) key.querySelector(".number").textContent = figure(number);
  }
}

const known = new WeakMap();

/** Those of the data, in the vocabulary's order. */
function familiesOf(model) {
  if (!known.has(model)) known.set(model, usedFamilies(model));
  return known.get(model);
}

function usedFamilies(model) {
  const used = new Set(model.claims.map(({ family }) => family));
  const named = Object.keys(model.look.family).filter((family) => used.has(family));
  return [...named, ...[...used].filter((family) => !named.includes(family)).sort()];
}

/** How many claims each hidden family would add, exactly; under focus each brings neighbours of its own. */
function hiddenCounts(model, state, families) {
  const having = (family) => visible(model, { ...state, hidden: { ...state.hidden, family } });
  if (!state.focus.length) {
    const counts = facetCounts(model, having([])).family;
    return Object.fromEntries(families.map((family) => [family, counts[family] ?? 0]));
  }
  const counted = (family) => facetCounts(model, having(state.hidden.family.filter((one) => one !== family))).family[family] ?? 0;
  return Object.fromEntries(families.map((family) => [family, counted(family)]));
}
