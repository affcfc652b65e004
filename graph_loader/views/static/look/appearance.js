// How ties and nodes look: shared by the canvas, the SVG export and the map.

import { isDoubtful } from "../doubt/doubt.js";
import { polarityOf } from "../model.js";

/** What one bundle of visible claims looks like. */
export function tieStyle(claims, from, look) {
  const family = leadingFamily(claims, look);
  const evidence = claims.reduce((sum, claim) => sum + Math.max(1, claim.passages), 0);
  return {
    family,
    colour: look.family[family]?.colour ?? "#888888",
    width: Math.min(7, 0.7 + 0.75 * Math.log2(1 + evidence)),
    polarity: polarityOf(claims),
    doubtful: claims.some(isDoubtful),
    dash: dashOf(claims),
    to: claims.some((claim) => !claim.symmetric && claim.from === from),
    from: claims.some((claim) => !claim.symmetric && claim.from !== from),
  };
}

// Lines of what nobody plainly states, and dots of what was not so.
const HEARSAY = [7, 6];
const DOTS = [1, 5];
const WHOLE = [];

/** Lengths of strokes and gaps in canvas units; none for a whole line. */
function dashOf(claims) {
  if (polarityOf(claims) === "denied") return DOTS;
  return claims.every(({ standing }) => standing !== "stated") ? HEARSAY : WHOLE;
}

/**
 * The strokes of the mark amid a tie, around (0, 0): a cross for what the source denies, a slash for what was strained.
 * They stand athwart a tie that runs along `way`, [dx, dy].
 */
export function polarityMark(polarity, r, [dx, dy] = [1, 0]) {
  const angle = Math.atan2(dy, dx);
  const stroke = (turn) => {
    const [x, y] = [Math.SQRT2 * r * Math.cos(angle + turn), Math.SQRT2 * r * Math.sin(angle + turn)];
    return [[-x, -y], [x, y]];
  };
  const turns = { denied: [-Math.PI / 4, Math.PI / 4], strained: [-Math.PI / 3] }[polarity] ?? [];
  return turns.map(stroke);
}

/** The same as an SVG path around (x, y). */
export function polarityPath(polarity, r, at = [0, 0], way = undefined) {
  return strokesPath(polarityMark(polarity, r, way), at);
}

// A question mark in two strokes, within -1 and 1.
const QUESTION = [
  [[-0.55, -0.5], [-0.42, -0.85], [0, -1], [0.42, -0.85], [0.55, -0.5], [0.4, -0.15], [0, 0.12], [0, 0.4]],
  [[0, 0.92], [0, 0.94]],
];

/** The strokes of the question mark amid a doubtful tie, upright; beside the mark of its polarity, further along the tie. */
export function doubtMark({ polarity }, r, [dx, dy] = [1, 0]) {
  const far = polarity === "affirmed" ? 0 : (2.4 * r) / (Math.hypot(dx, dy) || 1);
  return QUESTION.map((stroke) => stroke.map(([x, y]) => [far * dx + r * x, far * dy + r * y]));
}

/** The same as an SVG path around (x, y); empty where there is no doubt. */
export function doubtPath(style, r, at = [0, 0], way = undefined) {
  return style.doubtful ? strokesPath(doubtMark(style, r, way), at) : "";
}

function strokesPath(strokes, [x, y]) {
  const round = (number) => Math.round(number * 100) / 100;
  return strokes.map((points) => `M${points.map(([dx, dy]) => `${round(x + dx)},${round(y + dy)}`).join("L")}`).join("");
}

/** The family with most claims; the vocabulary's order decides between equals. */
function leadingFamily(claims, look) {
  if (claims.length === 1) return claims[0].family;
  const counts = new Map();
  for (const claim of claims) counts.set(claim.family, (counts.get(claim.family) ?? 0) + 1);
  const order = Object.keys(look.family);
  return [...counts].sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0]))[0]?.[0];
}

/** What has no hue of its own: kinds differ by shape, so that colours tell families of ties and nothing else. */
export const PLAIN = "#5b564e";

/** Where nodes have hues, ties have none. */
export function hasHues(by) {
  return by === "theatre" || by === "role";
}

export function familyColour(family, look, by) {
  return hasHues(by) ? PLAIN : (look.family[family]?.colour ?? "#888888");
}

export function theatreColour(theatre, look, by) {
  return by === "theatre" ? (look.theatre[theatre]?.colour ?? "#8a8a8a") : PLAIN;
}

/** Of a comparison: what is on its first side only, on its second only, on both (see the stylesheet). */
export const DIFFERENCE = { a: "#1f5fa8", b: "#b4540a", both: "#77726a" };

export function nodeColour(node, look, by) {
  return by === "theatre" ? theatreColour(node.region, look, by) : PLAIN;
}

/** "#rrggbb" with an opacity. */
export function tint(colour, opacity) {
  const [r, g, b] = channels(colour);
  return `rgba(${r}, ${g}, ${b}, ${opacity})`;
}

// The stylesheet's colours of paper and ink, for what is drawn on a canvas (tests/js/contrast.test.js compares them).
export const LIGHT = { paper: "#fdfcf9", ink: "#1d1b18", accent: "#8c2318" };
export const DARK = { paper: "#17191c", ink: "#e8e6e1", accent: "#e08a7d" };

/** A grey of a range, from the faintest that can be seen (0) to ink (1): equal steps to the eye. */
export function ramp(share, dark) {
  const { paper, ink } = dark ? DARK : LIGHT;
  const most = contrast(ink, paper);
  const wanted = MARK * 1.02 * (most / (MARK * 1.02)) ** share;
  let [low, high] = [0, 1];
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2;
    if (contrast(blended(ink, paper, middle), paper) < wanted) low = middle;
    else high = middle;
  }
  return blended(ink, paper, high);
}

/** What a colour of some opacity is on a paper. */
export function blended(colour, paper, opacity) {
  const ground = channels(paper);
  return written(channels(colour).map((channel, place) => channel * opacity + ground[place] * (1 - opacity)));
}

/** What WCAG 2.2 asks of text and of lines and marks against the paper. */
export const TEXT = 4.5;
export const MARK = 3;

const legible = new Map();

/** Ties fainter than this are so many that they are seen as a tissue; one of them stands out when it is chosen. */
export const OPAQUE = 0.6;

/**
 * A colour of the vocabulary as it can be seen on the paper of the theme, with its opacity: darkened on white,
 * lightened on black.
 */
export function readable(colour, dark, least = MARK, opacity = 1) {
  const key = `${colour} ${dark} ${least} ${opacity}`;
  if (!legible.has(key)) legible.set(key, madeReadable(colour, dark, least, opacity < OPAQUE ? 1 : opacity));
  return legible.get(key);
}

function madeReadable(colour, dark, least, opacity) {
  const paper = (dark ? DARK : LIGHT).paper;
  const light = channels(colour).reduce((sum, channel, place) => sum + [0.2126, 0.7152, 0.0722][place] * channel, 0) / 255;
  // On black a dark colour is lightened well beyond the least, so that it keeps apart from the others.
  let share = dark ? Math.max(0, 0.52 - light) : 0;
  let made = mixed(colour, dark ? 255 : 0, share);
  while (contrast(blended(made, paper, opacity), paper) < least && share < 1) {
    share += 0.02;
    made = mixed(colour, dark ? 255 : 0, share);
  }
  return made;
}

function channels(colour) {
  return [1, 3, 5].map((place) => parseInt(colour.slice(place, place + 2), 16));
}

function mixed(colour, end, share) {
  return written(channels(colour).map((channel) => channel + (end - channel) * share));
}

function written(mix) {
  return `#${mix.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

/** The contrast of two colours (WCAG 2.2), from 1 to 21. */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour) {
  const linear = channels(colour).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}
