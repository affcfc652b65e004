// Why there is no path, and what would mend it.

import { visible } from "../filters/filters.js";
import { isReachable, linking, orderOf } from "./paths.js";
import { initialState } from "../state.js";

/** What can be lifted, and the patch of the state that lifts it; null where it limits nothing. */
const LIFTED = {
  window: (state) => (state.from !== null || state.to !== null) && { from: null, to: null },
  filters: liftedFilters,
  direction: (state) => state.directed && { directed: false },
  order: (state) => state.timed && { timed: false },
  families: (state) => state.pathFamilies.length > 0 && { pathFamilies: [] },
  everything: (state) => !state.everything && { everything: true },
  denied: (state) => !state.denied && { denied: true },
};

/**
 * [[reason, patch], …]: each thing that alone stands in the way; else ["several", patch] if all of them together do,
 * else ["never", null].
 */
export function whyNoPath(model, state) {
  const patches = Object.entries(LIFTED).map(([reason, lift]) => [reason, lift(state)]).filter(([, patch]) => patch);
  const mends = patches.filter(([, patch]) => hasPath(model, { ...state, ...patch }));
  if (mends.length) return mends;
  const all = Object.assign({}, ...patches.map(([, patch]) => patch));
  return [hasPath(model, { ...state, ...all }) ? ["several", all] : ["never", null]];
}

function hasPath(model, state) {
  return isReachable(linking(model, visible(model, state).claims, state.path, state), ...state.path, orderOf(state));
}

function liftedFilters(state) {
  const { hidden, around, focus, q, brush } = initialState();
  const limits = Object.values(state.hidden).some((values) => values.length) || state.around.length > 0 || state.focus.length > 0 || Boolean(state.q) || state.brush !== null;
  return limits && { hidden, around, focus, q, brush };
}
