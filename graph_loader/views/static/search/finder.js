// A search field over the nodes.

import { createCombobox } from "./combobox.js";
import { onlyOne, searchNodes } from "./fold.js";
import { t, term } from "../text.js";

/**
 * Furnish an <input> with as-you-type results; `choose(node)` is called with the pick, which Enter makes too: the one
 * that is marked, else the first. `holds` is the node whose name the field has from the start. Returns {meant()}:
 * the node that stands in the field, picked or typed, or null. With `unclear`, a typed name must be that of one node
 * alone, and `unclear()` is called where Enter finds none or several.
 */
export function createFinder(input, index, choose, holds = null, unclear = null) {
  let picked = holds;
  input.addEventListener("input", () => (picked = null));
  const box = createCombobox(input, { fill, enter });

  function fill(option) {
    const hits = searchNodes(index, input.value);
    if (!hits.length) return option(null, t("search.none"));
    return hits.map(({ node, matched }) => option(() => pick(node), node.name, [matched, node.about ?? term("kinds", node.label)].filter(Boolean).join(" · ")));
  }

  function enter(marked) {
    const node = marked ? null : meant();
    if (marked) box.choose(marked);
    else if (node) box.choose({ act: () => pick(node) });
    else if (input.value.trim()) {
      box.show();
      unclear?.();
    }
  }

  function meant() {
    return picked ?? (unclear ? onlyOne(index, input.value) : searchNodes(index, input.value, 1)[0]?.node) ?? null;
  }

  function pick(node) {
    input.value = node.name;
    picked = node;
    choose(node);
  }

  return { meant };
}
