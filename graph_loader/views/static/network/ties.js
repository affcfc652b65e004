// Ties of the network: what each looks like, and where its arrow and its mark stand.

import { tieStyle } from "../look/appearance.js";

/** The opacity of what is chosen. */
export const STANDING_OUT = 0.9;
/** The radius of a tie from a node to itself. */
export const LOOP = 14;

// The looks of bundles that are shown with the very same claims as before.
const styles = new WeakMap();

/**
 * What to draw: one entry per visible bundle, from its end `a` to its end `b`, faint ones first. `near`: bundles that
 * stand out, or null. `tone`: the colours of a comparison, if there is one.
 */
export function layOutTies({ places, look }, bundles, near, tone = null) {
  const opacity = tieOpacity(bundles.size);
  const ties = [];
  for (const [bundle, claims] of bundles) {
    const alpha = near === null ? opacity : near.has(bundle) ? STANDING_OUT : opacity / 5;
    if (!styles.has(claims)) styles.set(claims, keyed(styleOf(bundle, claims, look)));
    ties.push({ bundle, claims, a: places.get(bundle.from), b: places.get(bundle.to), alpha, style: toned(styles.get(claims), bundle, tone) });
  }
  return near === null ? ties : ties.sort((one, other) => one.alpha - other.alpha);
}

function styleOf({ from, starts }, claims, look) {
  const style = tieStyle(claims, from, look);
  if (!starts) return style;
  const directed = claims.filter(({ symmetric }) => !symmetric);
  return { ...style, to: directed.some(starts), from: !directed.every(starts) };
}

/** In the colour of a comparison. */
export function toned(style, bundle, tone) {
  return tone ? keyed({ ...style, colour: tone.tie(bundle) ?? style.colour }) : style;
}

/** With a key that ties which look alike have in common. */
function keyed(style) {
  return { ...style, key: `${style.colour} ${Math.round(style.width)} ${style.dash}` };
}

/** The more ties, the fainter each: what many share still shows, and where there are tens of thousands, what few share. */
export function tieOpacity(number) {
  const many = number || 1;
  return Math.min(0.7, Math.max(18 / Math.sqrt(many), Math.min(0.09, 1800 / many)));
}

/** Half the size of a mark: to be seen from afar, and more than the tie is wide. */
export function markSize(width, unit) {
  return Math.max(3 + width, 5 * unit);
}

/** Where the mark of a tie stands; on a loop, at its top. */
export function middle(a, b) {
  return a === b ? { x: a.x, y: a.y - a.size - LOOP } : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** The corners of an arrow head that touches the rim of its target. */
export function arrowHead(from, to, rim, size) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const tip = [to.x - ux * (rim + 1), to.y - uy * (rim + 1)];
  const back = [tip[0] - ux * size, tip[1] - uy * size];
  const side = size * 0.38;
  return [tip, [back[0] - uy * side, back[1] + ux * side], [back[0] + uy * side, back[1] - ux * side]];
}
