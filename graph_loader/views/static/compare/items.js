// What the two sides of a comparison are made of.

/**
 * A side is a list of items, "kind.value": a window of time ("y.1815-06-18~1848-12-31"), sources, and whom its ties
 * touch. Items of one kind, and all that say whom, add up; kinds limit each other. A new kind is a line here.
 */
export const WHOM = {
  theatre: (node, value) => node.region === value,
  bloc: (node, value) => node.side === value,
  kind: (node, value) => node.label === value,
  group: (node, value, model) => Boolean(model.groups.get(value)?.members.has(node.id)),
  node: (node, value) => node.id === value,
};
export const OF_CLAIMS = {
  source: (claim, value) => claim.evidence.some((row) => row.source === value),
  package: (claim, value) => claim.package === value,
};

export const WHOM_KINDS = Object.keys(WHOM);
export const SIDES = ["a", "b"];

export function itemOf(text) {
  const cut = text.indexOf(".");
  return cut < 0 ? ["", text] : [text.slice(0, cut), text.slice(cut + 1)];
}

export function valuesOf(items, kind) {
  return items.map(itemOf).filter(([one]) => one === kind).map(([, value]) => value);
}

/** The window of a side, if it has one of its own. */
export function windowOf(items) {
  const [window] = valuesOf(items, "y");
  if (window === undefined) return null;
  const [from, to] = window.split("~").map((day) => day || null);
  return { from, to: to ?? null };
}

/** The items that the data know; a window must be two days in their order, of which one may be open. */
export function knownItems(items, model) {
  const known = {
    y: (value) => /^(\d{4}-\d{2}-\d{2})?~(\d{4}-\d{2}-\d{2})?$/.test(value) && value !== "~" && inOrder(value),
    theatre: (value) => Object.hasOwn(model.look.theatre, value),
    bloc: (value) => Object.hasOwn(model.look.bloc, value),
    kind: (value) => Object.hasOwn(model.look.kind, value),
    group: (value) => model.groups.has(value),
    node: (value) => Boolean(model.nodes.get(value)?.drawn),
    source: (value) => Boolean(model.nodes.has(value)),
    package: (value) => model.packages.has(value),
  };
  return [...new Set(items)].filter((text) => {
    const [kind, value] = itemOf(text);
    return Object.hasOwn(known, kind) && known[kind](value);
  });
}

function inOrder(window) {
  const [from, to] = window.split("~");
  return !from || !to || from <= to;
}
