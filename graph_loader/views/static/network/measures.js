// What the size and the colour of nodes may tell: measures of each node, their range, and who has none.

import { ramp } from "../look/appearance.js";

// A colour for each kind of broker, apart from each other under the common forms of colour blindness.
const ROLES = { coordinator: "#0072B2", itinerant: "#B35A00", representative: "#007A5A", gatekeeper: "#A8487F", liaison: "#5A5A00" };
/** Into so many shades a range is cut. */
export const SHADES = 5;
// The least and the greatest radius, and that of a node without a value.
const SIZES = [8, 46];
const NONE = 6;

const VALUES = {
  degree: (node) => node.measures.degree,
  betweenness: (node) => node.measures.betweenness,
  role: (node) => node.measures.role,
  first: (node, claims) => claims.reduce((first, { years }) => (years && (first === undefined || years[0] < first) ? years[0] : first), undefined),
};

/**
 * The measures that the data hold: Map of names to {of(node), low, high, shade(node), size(node), classes}. A shade is from 0 to
 * SHADES - 1, the least to the greatest, of years the latest to the first; undefined where there is no value.
 */
export function measuresOf(model) {
  const drawn = [...model.nodes.values()].filter((node) => node.drawn);
  const found = new Map();
  for (const [name, read] of Object.entries(VALUES)) {
    const values = new Map(drawn.map((node) => [node.id, read(node, model.claimsOf.get(node.id) ?? [])]).filter(([, value]) => value !== undefined && value !== null));
    if (!values.size) continue;
    const of = (node) => values.get(node.id);
    found.set(name, name === "role" ? { of } : { of, ...scaled(of, [...values.values()], name === "first") });
  }
  return found;
}

/** The claims read otherwise than before: so does what is measured by them. */
export function measureAnew(model, measures) {
  for (const [name, measure] of measuresOf(model)) measures.set(name, measure);
}

function scaled(of, values, turned) {
  const [low, high] = [Math.min, Math.max].map((pick) => values.reduce((one, other) => pick(one, other)));
  // Of what few have much and many little, the root tells more apart.
  const share = (value) => {
    const part = high > low ? (value - low) / (high - low) : 1;
    return turned ? 1 - part : Math.sqrt(part);
  };
  const ranks = turned ? quantiles(values) : null;
  const shadeAt = (value) => (ranks ? ranks.filter((bound) => value < bound).length : Math.min(SHADES - 1, Math.floor(share(value) * SHADES)));
  const after = (node, make) => (of(node) === undefined ? undefined : make(share(of(node))));
  return {
    low,
    high,
    shade: (node) => (of(node) === undefined ? undefined : shadeAt(of(node))),
    classes: classesOf(values, shadeAt),
    size: (node) => after(node, (part) => SIZES[0] + (SIZES[1] - SIZES[0]) * part) ?? NONE,
  };
}

/** The bounds between fifths of the values: years lie close together, but for a few. */
function quantiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return Array.from({ length: SHADES - 1 }, (_, number) => sorted[Math.floor((sorted.length * (number + 1)) / SHADES)]);
}

/** The least and the greatest value of each shade; null where no value falls into it. */
function classesOf(values, shadeAt) {
  const classes = Array.from({ length: SHADES }, () => null);
  for (const value of values) {
    const known = classes[shadeAt(value)];
    classes[shadeAt(value)] = known ? [Math.min(known[0], value), Math.max(known[1], value)] : [value, value];
  }
  return classes;
}

/** How a node looks under a measure: {light, dark} as colours on either paper; null for one without a value. */
export function shadeOf(measures, name, node) {
  const measure = measures.get(name);
  const value = measure?.of(node);
  if (value === undefined) return null;
  if (!measure.shade) return { light: ROLES[value] ?? "#5b564e", dark: ROLES[value] ?? "#5b564e" };
  return shade(measure.shade(node));
}

/** The colours of one of the SHADES. */
export function shade(number) {
  return { light: ramp(number / (SHADES - 1), false), dark: ramp(number / (SHADES - 1), true) };
}

/** The roles that occur, with their colours. */
export function rolesOf(measures, nodes) {
  const used = new Set(nodes.map((node) => measures.get("role")?.of(node)));
  return Object.entries(ROLES).filter(([role]) => used.has(role));
}
