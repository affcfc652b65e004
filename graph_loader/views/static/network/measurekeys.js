// What the colours and sizes of a measure say, in words: the same beside the picture and under a saved one.

import { count, figure, t, term } from "../text.js";
import { rolesOf, shade } from "./measures.js";

/** [{key, title, entries, none}, …]: `entries` of a colour are {text, light, dark}, of a size {text, radius}. */
export function measureLegend(model, measures, shown, state) {
  const nodes = [...shown.nodes].map((id) => model.nodes.get(id));
  const found = [];
  if (measures.has(state.colour)) found.push(["colour", state.colour, state.colour === "role" ? roles(measures, nodes) : greys(measures.get(state.colour), state.colour)]);
  if (measures.has(state.size)) found.push(["size", state.size, range(measures.get(state.size), state.size)]);
  return found.map(([key, name, entries]) => {
    const none = nodes.filter((node) => measures.get(name).of(node) === undefined).length;
    return { key, title: `${t(`look.${key}`)}: ${t(`look.${name}`)}`, entries, none: none ? count("look.without", none) : null };
  });
}

/** Each shade with the values that have it. */
function greys({ classes }, name) {
  return classes.flatMap((values, number) => {
    if (!values) return [];
    const [from, to] = values.map((value) => said(name, value));
    return [{ ...shade(number), text: from === to ? from : `${from}–${to}` }];
  });
}

/** From what is small to what is large: of years, from the last to the first. */
function range({ low, high }, name) {
  const [from, to] = name === "first" ? [high, low] : [low, high];
  return [{ text: said(name, from), radius: 3 }, { text: said(name, to), radius: 6 }];
}

function said(name, value) {
  if (name === "first") return String(value);
  return figure(name === "betweenness" ? Number(value.toPrecision(2)) : value);
}

function roles(measures, nodes) {
  return rolesOf(measures, nodes).map(([role, colour]) => ({ text: term("roles", role), light: colour, dark: colour }));
}
