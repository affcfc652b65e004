// What colour and size of the nodes tell, and which theatres are closed: the choices, and the legend of a measure.

import { readable } from "../look/appearance.js";
import { h, isDark } from "../dom.js";
import { rolesOf, shade } from "./measures.js";
import { COLOURS, SIZES } from "../state.js";
import { count, figure, t, term } from "../text.js";

/** The choices in the sidebar; `editing` turns theatres, `change(patch)` changes the state, `before` is what they replace. */
export function lookControls(model, measures, state, editing, change, before) {
  const theatres = Object.keys(model.look.theatre).length > 0;
  const offered = (name) => measures.has(name) || name === "kind" || name === "claims" || (name === "theatre" && theatres);
  return [
    choice("colour", COLOURS.filter(offered), state.colour, (colour) => change({ colour })),
    choice("size", SIZES.filter(offered), state.size, (size) => change({ size })),
    closing(model, state, editing, Boolean(before.querySelector("details")?.open)),
  ];
}

function choice(key, names, chosen, choose) {
  if (names.length < 2) return null;
  const select = h("select", { id: `look-${key}`, onchange: () => choose(select.value) }, names.map((name) => h("option", { value: name }, t(`look.${name}`))));
  select.value = names.includes(chosen) ? chosen : names[0];
  return h("div", { class: "row" }, h("label", { class: "field", for: select.id }, t(`look.${key}`)), select);
}

/** All theatres may be closed or opened at once; one by one, in their menus and by their marks. */
function closing({ theatres, look }, state, editing, open) {
  if (theatres.length < 2) return null;
  const box = (theatre) => {
    const input = h("input", { type: "checkbox", id: `shut-${theatre}`, onchange: () => editing.turnTheatre(theatre) });
    input.checked = state.shut.includes(theatre);
    return h("li", {}, h("label", { for: input.id }, input, h("span", { class: "entry" }, term("theatres", theatre, look.theatre[theatre]?.name))));
  };
  return h("details", { class: "facet", open },
    h("summary", {}, t("look.closed")),
    h("span", { class: "bulk" },
      h("button", { class: "quiet", type: "button", onclick: () => editing.edit({ shut: [...theatres] }) }, t("facet.all")),
      h("button", { class: "quiet", type: "button", onclick: () => editing.edit({ shut: [] }) }, t("facet.none")),
    ),
    h("ul", {}, theatres.map(box)),
  );
}

/** Above the picture: what colour and size say, from where to where, and how many have no value. */
export function measureKeys(model, measures, shown, state) {
  const nodes = [...shown.nodes].map((id) => model.nodes.get(id));
  const rows = [];
  if (measures.has(state.colour)) rows.push(row("colour", state.colour, state.colour === "role" ? roles(measures, nodes) : greys(measures.get(state.colour), state.colour), without(measures, state.colour, nodes)));
  if (measures.has(state.size)) rows.push(row("size", state.size, range(measures.get(state.size), state.size), without(measures, state.size, nodes)));
  return rows.length ? h("div", { class: "keys-row measures" }, rows) : null;
}

function row(key, name, what, none) {
  return h("span", { class: "measure", "data-look": key }, h("b", {}, `${t(`look.${key}`)}: ${t(`look.${name}`)}`), what, none ? h("span", { class: "number" }, count("look.without", none)) : null);
}

function without(measures, name, nodes) {
  return nodes.filter((node) => measures.get(name).of(node) === undefined).length;
}

/** Each shade with the values that have it. */
function greys({ classes }, name) {
  return classes.map((values, number) => {
    if (!values) return null;
    const [from, to] = values.map((value) => said(name, value));
    return h("span", { class: "measure" }, swatch(shade(number)[isDark() ? "dark" : "light"]), from === to ? from : `${from}–${to}`);
  });
}

/** From what is faint and small to what is dark and large: of years, from the last to the first. */
function ends({ low, high }, name) {
  return name === "first" ? [high, low] : [low, high];
}

function range(measure, name) {
  const [from, to] = ends(measure, name);
  return [h("span", { class: "dot small", "aria-hidden": "true" }), said(name, from), h("span", { class: "dot", "aria-hidden": "true" }), said(name, to)];
}

function said(name, value) {
  if (name === "first") return String(value);
  return figure(name === "betweenness" ? Number(value.toPrecision(2)) : value);
}

function roles(measures, nodes) {
  return rolesOf(measures, nodes).map(([role, colour]) => h("span", { class: "measure" }, swatch(readable(colour, isDark())), term("roles", role)));
}

function swatch(colour) {
  const made = h("span", { class: "swatch", "aria-hidden": "true" });
  made.style.background = colour;
  return made;
}
