// Two sides of a comparison. Pure: model and state in, two sets of claims and their difference out.

import { exists, visible } from "../filters/filters.js";
import { itemOf, OF_CLAIMS, SIDES, valuesOf, WHOM, windowOf } from "./items.js";

/** Whether there is anything to compare yet. */
export function isCompared({ a, b }) {
  return a.length + b.length > 0;
}

/**
 * {sides: [a, b], together, apart, ties, nodes, claims}; `apart`: each has a window of its own. A side is {window, nodes, claims, undated, untimely}, together what
 * either shows, as `visible` gives it. `ties`, `nodes` and `claims` are {a, both, b}: lists of {bundle or id, counts: [in a, in b]},
 * those with most claims first; of claims their numbers.
 */
export function compared(model, state) {
  const sides = SIDES.map((side) => sideOf(model, state, state[side]));
  const [a, b] = sides.map(({ claims }) => new Set(claims));
  const claims = model.claims.filter((claim) => a.has(claim) || b.has(claim));
  const seen = sides.map(({ timeless }) => new Set(timeless));
  const timeless = model.claims.filter((claim) => seen.some((one) => one.has(claim)));
  const undated = [...new Set(sides.flatMap((side) => side.undated))].filter((claim) => state.undated || !(a.has(claim) || b.has(claim)));
  const together = { nodes: new Set(sides.flatMap(({ nodes }) => [...nodes])), claims, timeless, laid: claims, undated, untimely: 0 };
  return { sides, together, apart: SIDES.every((side) => windowOf(state[side])), ...differenceOf(claims, a, b) };
}

function sideOf(model, state, items) {
  const window = windowOf(items) ?? { from: state.from, to: state.to };
  const shown = visible(model, { ...state, ...window });
  const fits = fitting(model, items, state.partner);
  const claims = shown.claims.filter(fits);
  const timeless = shown.timeless.filter(fits);
  const limited = window.from !== null || window.to !== null;
  const nodes = new Set(claims.flatMap(({ from, to }) => [from, to]));
  const isLate = ({ from, to }) => !(exists(model.nodes.get(from), window) && exists(model.nodes.get(to), window));
  return {
    window,
    nodes,
    claims,
    timeless,
    undated: shown.undated.filter(fits),
    untimely: limited && shown.untimely ? lateOnes(model, state, window, fits, isLate) : 0,
  };
}

/** How many claims of a side its window leaves out because what they tie did not exist then. */
function lateOnes(model, state, window, fits, isLate) {
  return visible(model, { ...state, ...window, anyway: true }).claims.filter((claim) => fits(claim) && isLate(claim)).length;
}

function fitting(model, items, partner) {
  const members = membersOf(model, items);
  const partners = membersOf(model, partner);
  const kinds = Object.entries(OF_CLAIMS).map(([kind, holds]) => [valuesOf(items, kind), holds]).filter(([values]) => values.length);
  return (claim) => {
    const { from, to } = claim;
    if (!kinds.every(([values, holds]) => values.some((value) => holds(claim, value)))) return false;
    if (members && partners) return (members.has(from) && partners.has(to)) || (members.has(to) && partners.has(from));
    const either = members ?? partners;
    return !either || either.has(from) || either.has(to);
  };
}

/** The nodes that items mean; null where they name nobody. */
export function membersOf(model, items) {
  const whom = items.map(itemOf).filter(([kind]) => Object.hasOwn(WHOM, kind));
  if (!whom.length) return null;
  const nodes = [...model.nodes.values()].filter((node) => node.drawn && whom.some(([kind, value]) => WHOM[kind](node, value, model)));
  return new Set(nodes.map(({ id }) => id));
}

function differenceOf(claims, a, b) {
  const ties = new Map();
  const nodes = new Map();
  const numbers = { a: 0, both: 0, b: 0 };
  const add = (counts, key, ins) => {
    if (!counts.has(key)) counts.set(key, [0, 0]);
    ins.forEach((isIn, place) => (counts.get(key)[place] += Number(isIn)));
  };
  for (const claim of claims) {
    const ins = [a.has(claim), b.has(claim)];
    numbers[whereOf(ins)] += 1;
    add(ties, claim.bundle, ins);
    for (const id of new Set([claim.from, claim.to])) add(nodes, id, ins);
  }
  return { ties: sorted(ties, "bundle", (bundle) => `${bundle.from} ${bundle.to}`), nodes: sorted(nodes, "id", String), claims: numbers };
}

/** "a", "b" or "both", of two numbers. */
export function whereOf([inA, inB]) {
  return inA && inB ? "both" : inA ? "a" : "b";
}

function sorted(counts, name, keyOf) {
  const found = { a: [], both: [], b: [] };
  for (const [thing, both] of counts) found[whereOf(both)].push({ [name]: thing, counts: both });
  const total = ({ counts: [one, other] }) => one + other;
  for (const list of Object.values(found)) list.sort((one, other) => total(other) - total(one) || (keyOf(one[name]) < keyOf(other[name]) ? -1 : 1));
  return found;
}
