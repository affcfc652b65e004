// What the reader did to the picture, and how it is undone.

const PARTS = ["gone", "extra", "shut", "whole", "open", "moved", "pinned", "focus", "steps"];
const MOST = 100;

/** Remembers how it was before each edit. Back undoes an edit too: then it is forgotten here. */
export function createEdits() {
  const before = [];
  const part = (state) => Object.fromEntries(PARTS.map((key) => [key, state[key]]));
  const now = (state) => JSON.stringify(part(state));

  return {
    note(state) {
      before.push(part(state));
      if (before.length > MOST) before.shift();
    },
    /** What undoes the last edit; null if there is none. */
    undo: () => before.pop() ?? null,
    forget(state) {
      while (before.length && JSON.stringify(before.at(-1)) === now(state)) before.pop();
    },
    any: () => before.length > 0,
  };
}

/** What one can do to a node: [{key, text key, patch}], the last being to take it away or to bring it back. */
export function actsOn(node, state, place) {
  if (!node?.drawn) return [];
  const { id } = node;
  if (state.gone.includes(id)) return [{ key: "bring", patch: { gone: without(state.gone, id) } }];
  const acts = [];
  if (state.focus.length || state.around.length) {
    const open = state.extra.includes(id);
    if (open) acts.push({ key: "fold", patch: { extra: without(state.extra, id) } });
    else if (!state.focus.includes(id)) acts.push({ key: "expand", patch: { extra: [...state.extra, id] } });
  }
  const held = state.focus.length ? "pinned" : "moved";
  if (state[held].some(([one]) => one === id)) acts.push({ key: "unpin", patch: { [held]: state[held].filter(([one]) => one !== id) } });
  else if (place) acts.push({ key: "pin", patch: placed(state, id, place) });
  acts.push({ key: "hide", patch: { gone: [...state.gone, id], focus: without(state.focus, id), selected: null } });
  return acts;
}

/** A node is put somewhere and stays there: in the overview, or while this is in focus. */
export function placed(state, id, { x, y }) {
  const held = state.focus.length ? "pinned" : "moved";
  return { [held]: [...state[held].filter(([one]) => one !== id), [id, Math.round(x), Math.round(y)]] };
}

function without(ids, id) {
  return ids.filter((one) => one !== id);
}
