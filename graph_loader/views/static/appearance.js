// How ties and nodes look: shared by the canvas, the SVG export and the map.

import { passagesOf } from "./model.js";

/** What one bundle of visible claims looks like. */
export function tieStyle(claims, from, look) {
  const family = leadingFamily(claims, look);
  const evidence = claims.reduce((sum, claim) => sum + Math.max(1, passagesOf([claim]).length), 0);
  return {
    family,
    colour: look.family[family]?.colour ?? "#888888",
    width: Math.min(7, 0.7 + 0.75 * Math.log2(1 + evidence)),
    dashed: claims.every((claim) => claim.standing === "disputed" || claim.standing === "reported"),
    to: claims.some((claim) => !claim.symmetric && claim.from === from),
    from: claims.some((claim) => !claim.symmetric && claim.from !== from),
  };
}

/** The family with most claims; the vocabulary's order decides between equals. */
function leadingFamily(claims, look) {
  const counts = new Map();
  for (const claim of claims) counts.set(claim.family, (counts.get(claim.family) ?? 0) + 1);
  const order = Object.keys(look.family);
  return [...counts].sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0]))[0]?.[0];
}

export function nodeColour(node, look, by) {
  if (by === "theatre") return look.theatre[node.region]?.colour ?? "#8a8a8a";
  return look.kind[node.label]?.colour ?? "#777777";
}

/** "#rrggbb" with an opacity. */
export function tint(colour, opacity) {
  const [r, g, b] = [1, 3, 5].map((place) => parseInt(colour.slice(place, place + 2), 16));
  return `rgba(${r}, ${g}, ${b}, ${opacity})`;
}

/** A colour of the vocabulary, which is made for white paper; on black the dark ones are lightened. */
export function readable(colour, dark) {
  if (!dark) return colour;
  const channels = [1, 3, 5].map((place) => parseInt(colour.slice(place, place + 2), 16));
  const light = (0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]) / 255;
  const share = Math.max(0, 0.52 - light);
  const mixed = channels.map((channel) => Math.round(channel + (255 - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
