// A search field over the nodes: an ARIA combobox that works with the keyboard alone.

import { h, replace } from "../dom.js";
import { onlyOne, searchNodes } from "./fold.js";
import { t, term } from "../text.js";

/**
 * Furnish an <input> with as-you-type results; `choose(node)` is called with the pick, which Enter makes too: the one
 * that is marked, else the first. `holds` is the node whose name the field has from the start. Returns {meant()}:
 * the node that stands in the field, picked or typed, or null. With `unclear`, a typed name must be that of one node
 * alone, and `unclear()` is called where Enter finds none or several.
 */
export function createFinder(input, index, choose, holds = null, unclear = null) {
  const id = `${input.id}-results`;
  const list = h("ul", { id, class: "results", role: "listbox", "aria-label": t("search.results") });
  list.hidden = true;
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-controls", id], ["aria-expanded", "false"]])
    input.setAttribute(name, value);
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("autocomplete", "off");
  let hits = [];
  let active = -1;
  let picked = holds;

  input.addEventListener("input", () => {
    picked = null;
    show(searchNodes(index, input.value));
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) show(searchNodes(index, input.value));
      mark(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") enter();
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));

  function enter() {
    const node = hits[active]?.node ?? meant();
    if (node) pick(node);
    else if (input.value.trim()) {
      show(searchNodes(index, input.value));
      unclear?.();
    }
  }

  function meant() {
    return picked ?? (unclear ? onlyOne(index, input.value) : searchNodes(index, input.value, 1)[0]?.node) ?? null;
  }

  function show(found) {
    hits = found;
    active = -1;
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    if (hits.length) replace(list, hits.map(option));
    else replace(list, h("li", { class: "hint", role: "option", "aria-disabled": "true" }, t("search.none")));
  }

  function option({ node, matched }, number) {
    const about = [matched, node.about ?? term("kinds", node.label)].filter(Boolean).join(" · ");
    return h(
      "li",
      { id: `${id}-${number}`, role: "option", "aria-selected": "false", onmousedown: (event) => take(event, node) },
      h("span", {}, node.name),
      h("small", {}, about),
    );
  }

  function take(event, node) {
    event.preventDefault();
    pick(node);
  }

  function mark(number) {
    if (!hits.length) return;
    active = (number + hits.length) % hits.length;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `${id}-${active}`);
  }

  function pick(node) {
    input.value = node.name;
    picked = node;
    close();
    choose(node);
  }

  function close() {
    list.hidden = true;
    hits = [];
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  return { meant };
}
