// What stands for a picture that is too large to be read: of each theatre its most tied actors, and closed theatres.

import { selectedEnds, weigh } from "../model.js";
import { acting } from "../paths/paths.js";
import { t, term } from "../text.js";

/** Of more nodes than these the network shows an overview, unless all are asked for: not one in twenty could be named. */
export const READABLE = 2000;
/** So many actors stand for all, equally many of each theatre; graph_loader/views/overview.py follows the same rule. */
export const MOST = 60;

/**
 * The overview of what is visible, or null where all of it is drawn: {each, all, kind, chosen, selected, picked, open, drawn}.
 * `chosen`: the ids of those with most claims, at most `each` of each theatre ("" for none) out of `all` of them, which are
 * actors or, where there are none, nodes (`kind`); `selected`: whose ties to the theatres are drawn too, `picked` those of
 * them that the rule leaves out; `open`: theatres of which all is drawn; `drawn`: all ids that are drawn one by one.
 */
export function overviewOf(model, shown, state, path = null) {
  if (state.whole || state.focus.length || shown.nodes.size <= READABLE) return null;
  const { chosen, each, all, kind } = mostTied(model, shown);
  const seen = new Set(chosen);
  const visible = (ids) => ids.filter((id) => shown.nodes.has(id));
  const selected = visible(state.selected ? selectedEnds(model, state.selected) : []);
  const picked = selected.filter((id) => !seen.has(id));
  const onPath = visible(path?.nodes ?? []).filter((id) => !seen.has(id) && !picked.includes(id));
  const opened = state.open.length ? [...shown.nodes].filter((id) => state.open.includes(theatreOf(model, id))) : [];
  return { each, all, kind, chosen, selected, picked, open: state.open, drawn: new Set([...chosen, ...picked, ...onPath, ...opened]) };
}

/** Those with most claims of each theatre, equals in order of their ids: {chosen, each, all, kind}. */
export function mostTied(model, { nodes, claims }, most = MOST) {
  const isActor = acting(model);
  const actors = [...nodes].filter((id) => isActor(model.nodes.get(id)));
  const [kind, from] = actors.length ? ["actor", actors] : ["node", [...nodes]];
  const weights = weigh(claims);
  const weight = (id) => weights.get(id) ?? 0;
  const theatres = new Map();
  for (const id of from) {
    const theatre = theatreOf(model, id);
    if (!theatres.has(theatre)) theatres.set(theatre, []);
    theatres.get(theatre).push(id);
  }
  const each = Math.max(1, Math.floor(most / Math.max(1, theatres.size)));
  const first = (ids) => ids.sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1)).slice(0, each);
  return { chosen: [...theatres.values()].flatMap(first), each, all: from.length, kind };
}

/** The theatre of a node; "" for none. */
export function theatreOf(model, id) {
  return model.nodes.get(id)?.region ?? "";
}

/** What a theatre is called; the mark of "" holds what is in none. */
export function theatreName(model, theatre) {
  if (theatre === "") return t(model.theatres.length ? "overview.rest" : "overview.everything");
  return term("theatres", theatre, model.look.theatre[theatre]?.name);
}

/** How much the name of a theatre's mark weighs beside those of nodes, which weigh as many claims as they have. */
export function markWeight({ overview }) {
  return overview ? 1e5 : 900;
}

/** How many claims tie those that an overview chose by its rule. */
export function claimsAmong({ chosen }, claims) {
  const ids = new Set(chosen);
  return claims.filter(({ from, to }) => ids.has(from) && ids.has(to)).length;
}
