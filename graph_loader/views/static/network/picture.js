// What the network shows of a state: the canvas draws it, and so do the saved and the printed picture.

import { layOutMarks, layOutNodes } from "../canvas/marks.js";
import { rollUp } from "../canvas/rollup.js";
import { hasHues, PLAIN } from "../look/appearance.js";
import { selectedClaims } from "../model.js";
import { layOutTies } from "./ties.js";

/**
 * The picture of visible nodes and claims: {rolled, standing, regions, ties, nodes, chosen, held}, faint ones first.
 * `rolled` as in rollup.js, `standing`: the ids that stand out, or null, `chosen`: the ids with a ring, `held`: the places
 * where the reader put something. `path` as in paths.js, or null.
 */
export function pictureOf(model, measures, shown, state, path) {
  const claims = emphasised(model, shown, state, path);
  // The two sides of a comparison are shown node by node.
  const shut = state.tone ? [] : state.shut;
  const rolled = rollUp(model, shown, shut);
  const { overview } = shown;
  const standing = claims.length ? new Set(claims.flatMap((claim) => [rolled.keyOf(claim.from), rolled.keyOf(claim.to)])) : null;
  const tone = state.tone ?? (hasHues(state.colour) ? { tie: () => PLAIN } : null);
  const how = { by: state.colour, standing };
  const moved = state.focus.length ? state.pinned : state.moved;
  return {
    rolled,
    standing,
    regions: model.regions.filter(({ theatre }) => (overview ? theatre : !shut.includes(theatre))),
    ties: layOutTies({ look: model.look, places: { get: rolled.placeOf } }, rolled.bundles, standing && nearOf(rolled, new Set(claims), overview?.selected.length > 0), tone),
    nodes: [...layOutNodes(model, rolled.ids, { ...how, measures, tone: state.tone }), ...layOutMarks(model, rolled.marks, how)],
    chosen: [...(state.selected?.ids ?? []), ...state.focus, ...(path?.nodes ?? [])].filter((id) => shown.nodes.has(id)),
    held: moved.filter(([id]) => rolled.ids.has(id)).map(([id]) => model.places.get(id)),
  };
}

/** The claims that stand out: of the selection, of the path; none when all are equal. */
function emphasised(model, shown, state, path) {
  if (state.selected) return selectedClaims(model, state.selected, shown.claims);
  return path ? path.steps.flat() : [];
}

/** The bundles that stand out; beside a node that is chosen, not those of the theatres of which its claims are a part. */
function nearOf(rolled, claims, isOfNodes) {
  const isOfMarks = ({ groups }) => groups?.every((group) => group.startsWith("region/"));
  return new Set([...rolled.bundles].filter(([bundle, some]) => !(isOfNodes && isOfMarks(bundle)) && some.some((claim) => claims.has(claim))).map(([bundle]) => bundle));
}
