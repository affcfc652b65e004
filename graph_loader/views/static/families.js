// The families of ties above the picture: which colour each has, and how many claims a click adds or takes away.

import { familyColour, readable } from "./appearance.js";
import { h, isDark } from "./dom.js";
import { facetCounts, visible } from "./filters.js";
import { figure, t, term } from "./text.js";

// Beyond so many claims the figures of what is not shown are not worked out while something is in focus.
const MANY = 20000;

/** A button for each family of the data; `change(hidden)` gets the families that are hidden then. */
export function familyKeys(model, shown, state, change) {
  const families = familiesOf(model);
  if (families.length < 2) return null;
  const off = new Set(state.hidden.family);
  const counts = facetCounts(model, shown).family;
  const more = off.size ? hiddenCounts(model, state, families.filter((family) => off.has(family))) : {};
  return h("div", { class: "keys-row", role: "group", "aria-label": t("facet.family") }, families.map((family) => {
    const isOff = off.has(family);
    const number = isOff ? more[family] : (counts[family] ?? 0);
    const name = term("families", family, model.look.family[family]?.name);
    const swatch = h("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = readable(familyColour(family, model.look, state.colour), isDark());
    const hidden = isOff ? state.hidden.family.filter((one) => one !== family) : [...state.hidden.family, family];
    return h(
      "button",
      { type: "button", "aria-pressed": String(!isOff), "data-family": family, title: t(isOff ? "families.add" : "families.take", { name }), onclick: () => change(hidden) },
      swatch,
      isOff ? "+ " : "",
      name,
      number === undefined ? null : [" ", h("span", { class: "number" }, figure(number))],
    );
  }));
}

/** Those of the data, in the vocabulary's order. */
function familiesOf(model) {
  const used = new Set(model.claims.map(({ family }) => family));
  const known = Object.keys(model.look.family).filter((family) => used.has(family));
  return [...known, ...[...used].filter((family) => !known.includes(family)).sort()];
}

/** How many claims each hidden family would add, exactly; under focus each brings neighbours of its own. */
function hiddenCounts(model, state, families) {
  const having = (family) => visible(model, { ...state, hidden: { ...state.hidden, family } });
  if (!state.focus.length) {
    const counts = facetCounts(model, having([])).family;
    return Object.fromEntries(families.map((family) => [family, counts[family] ?? 0]));
  }
  if (model.claims.length > MANY) return {};
  const counted = (family) => facetCounts(model, having(state.hidden.family.filter((one) => one !== family))).family[family] ?? 0;
  return Object.fromEntries(families.map((family) => [family, counted(family)]));
}
