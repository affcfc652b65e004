// What lies over the page until it is closed: the menu for saving and, on a small screen, the choices.

import { byId } from "./dom.js";

// The same width as in the stylesheet.
export const SMALL = "(max-width: 900px)";
const CONTROLS = "a, button, summary, input, select, label, canvas, .control, .mark";

/**
 * Each closes by its own button, by Escape and by a touch beside it, which then touches nothing else. The evidence,
 * which lies over the lower part of a small screen, stays open from one mark to the next: there `leaveEvidence()` is
 * called for a touch on a view where there is nothing to open.
 */
export function createLayers(leaveEvidence) {
  const side = byId("side");
  const veil = byId("veil");
  const menu = () => document.querySelector(".menu[open]");
  const choicesOpen = () => side.classList.contains("open");

  function showChoices(open) {
    const left = !open && choicesOpen() && side.contains(document.activeElement);
    side.classList.toggle("open", open);
    byId("choices").setAttribute("aria-expanded", String(open));
    update();
    if (open) byId("search").focus();
    else if (left) byId("choices").focus();
  }

  function closeMenu() {
    const open = menu();
    if (!open) return;
    if (open.contains(document.activeElement)) open.querySelector("summary").focus();
    open.open = false;
    update();
  }

  /** Close what was opened last; false if nothing is open. */
  function close() {
    if (menu()) closeMenu();
    else if (choicesOpen()) showChoices(false);
    else return false;
    return true;
  }

  function update() {
    veil.hidden = !menu() && !choicesOpen();
  }

  veil.addEventListener("click", close);
  byId("side-close").addEventListener("click", () => showChoices(false));
  document.addEventListener("toggle", update, true);
  document.addEventListener("click", ({ target }) => {
    if (menu() && (!menu().contains(target) || target.closest(".sheet-menu button"))) closeMenu();
  });
  byId("stage").addEventListener("click", ({ target }) => {
    if (matchMedia(SMALL).matches && target.closest(".view") && !target.closest(CONTROLS)) leaveEvidence();
  });
  matchMedia(SMALL).addEventListener("change", () => showChoices(false));
  return { close, showChoices, turnChoices: () => showChoices(!choicesOpen()) };
}
