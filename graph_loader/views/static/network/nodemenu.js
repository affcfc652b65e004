// The menu beside the pointer: what one can do to a node or a theatre of the picture.

import { h } from "../dom.js";

/** Show items, [{text, act}], at a spot of the container, {x, y}; returns what closes it. `closed()` is called then. */
export function openMenu(container, { x, y }, label, items, closed) {
  const menu = h("div", { class: "node-menu", role: "menu", "aria-label": label }, items.map(({ text, act }) =>
    h("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => (close(), act()) }, text),
  ));
  container.append(menu);
  menu.style.left = `${Math.max(0, Math.min(x, container.clientWidth - menu.offsetWidth - 4))}px`;
  menu.style.top = `${Math.max(0, Math.min(y, container.clientHeight - menu.offsetHeight - 4))}px`;
  menu.addEventListener("keydown", turn);
  menu.addEventListener("focusout", ({ relatedTarget }) => !menu.contains(relatedTarget) && close());
  let open = true;
  menu.firstElementChild?.focus();

  function turn(event) {
    const entries = [...menu.children];
    const here = entries.indexOf(document.activeElement);
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (next !== undefined) entries[(next + entries.length) % entries.length].focus();
    else if (event.key !== "Escape" && event.key !== "Tab") return;
    else close();
    event.preventDefault();
    event.stopPropagation();
  }

  function close() {
    if (!open) return;
    open = false;
    const held = menu.contains(document.activeElement);
    menu.remove();
    closed(held);
  }

  return close;
}
