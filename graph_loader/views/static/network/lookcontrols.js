// What colour and size of the nodes tell, and which theatres are closed: the choices, and the legend of a measure.

import { readable } from "../look/appearance.js";
import { h, isDark } from "../dom.js";
import { measureLegend } from "./measurekeys.js";
import { COLOURS, SIZES } from "../state.js";
import { t, term } from "../text.js";

/** The choices in the sidebar; `editing` turns theatres, `change(patch)` changes the state, `before` is what they replace. */
export function lookControls(model, measures, state, editing, change, before) {
  const theatres = Object.keys(model.look.theatre).length > 0;
  const offered = (name) => measures.has(name) || name === "kind" || name === "claims" || (name === "theatre" && theatres);
  return [
    choice("colour", COLOURS.filter(offered), state.colour, (colour) => change({ colour })),
    choice("size", SIZES.filter(offered), state.size, (size) => change({ size })),
    closing(model, editing, Boolean(before.querySelector("details")?.open)),
  ];
}

function choice(key, names, chosen, choose) {
  if (names.length < 2) return null;
  const select = h("select", { id: `look-${key}`, onchange: () => choose(select.value) }, names.map((name) => h("option", { value: name }, t(`look.${name}`))));
  select.value = names.includes(chosen) ? chosen : names[0];
  return h("div", { class: "row" }, h("label", { class: "field", for: select.id }, t(`look.${key}`)), select);
}

/** All theatres may be closed or opened at once; one by one, in their menus and by their marks. */
function closing({ theatres, look }, editing, open) {
  if (theatres.length < 2) return null;
  const box = (theatre) => {
    const input = h("input", { type: "checkbox", id: `shut-${theatre}`, onchange: () => editing.turnTheatre(theatre) });
    input.checked = editing.isShut(theatre);
    return h("li", {}, h("label", { for: input.id }, input, h("span", { class: "entry" }, term("theatres", theatre, look.theatre[theatre]?.name))));
  };
  return h("details", { class: "facet", open },
    h("summary", {}, t("look.closed")),
    h("span", { class: "bulk" },
      h("button", { class: "quiet", type: "button", onclick: () => editing.turnAll(true) }, t("facet.all")),
      h("button", { class: "quiet", type: "button", onclick: () => editing.turnAll(false) }, t("facet.none")),
    ),
    h("ul", {}, theatres.map(box)),
  );
}

/** Above the picture: what colour and size say, from where to where, and how many have no value. */
export function measureKeys(model, measures, shown, state) {
  const rows = measureLegend(model, measures, shown, state).map(({ key, title, entries, none }) => h("span", { class: "measure", "data-look": key }, h("b", {}, title), entries.map(key === "size" ? sized : coloured), none ? h("span", { class: "number" }, none) : null));
  return rows.length ? h("div", { class: "keys-row measures" }, rows) : null;
}

function coloured({ text, light, dark }) {
  return h("span", { class: "measure" }, swatch(readable(isDark() ? dark : light, isDark())), text);
}

function sized({ text }, place) {
  return [h("span", { class: place ? "dot" : "dot small", "aria-hidden": "true" }), text];
}

function swatch(colour) {
  const made = h("span", { class: "swatch", "aria-hidden": "true" });
  made.style.background = colour;
  return made;
}
