// A page that holds only a part of a package: which part it is, in words.

import { h } from "../dom.js";
import { count, figure, t } from "../text.js";

/** Which part the page holds and of how much, in a sentence or two; "" where it holds all. */
export function partInWords({ part, claims, nodes, theatres }) {
  if (!part) return "";
  const drawn = [...nodes.values()].filter((node) => node.drawn).length;
  const values = { claims: figure(claims.length), all: count("unit.claim", part.claims), nodes: figure(drawn), allNodes: count("unit.node", part.nodes) };
  if (part.overview) return t(theatres.length ? "part.overview" : "part.rule", { ...values, n: figure(part.chosen), actors: count("unit.actor", part.all), each: figure(part.each) });
  const name = (id) => nodes.get(id)?.name ?? id;
  const what = [
    part.focus.length ? t("part.around", { names: part.focus.map(name).join(", "), steps: count("focus.step", part.steps) }) : null,
    part.path.length ? t("part.between", { a: name(part.path[0]), b: name(part.path[1]) }) : null,
  ].filter(Boolean);
  return t("part.line", { ...values, what: what.length > 1 ? t("part.and", { one: what[0], other: what[1] }) : what[0] });
}

/** How many of a node's claims the page has, where it has not all of them. */
export function partOfNode({ part, claimsOf }, id) {
  const [here, all] = [claimsOf.get(id).length, part?.ties[id]];
  return all > here ? h("p", { class: "hint" }, t("part.ofNode", { n: figure(here), all: count("unit.claim", all) })) : null;
}
