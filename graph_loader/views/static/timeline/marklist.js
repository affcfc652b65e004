// The marks as buttons in order of time, for keyboard and screen reader: a stretch of them around the one in use.

import { h, replace } from "../dom.js";
import { t } from "../text.js";

// So many are in the page at once; the rest follow as one walks.
const MOST = 300;
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** `open(mark)` on Enter, `reached(mark)` when the focus comes to one, `left()` when it goes. */
export function createMarkList({ open, reached, left }) {
  const element = h("ul", { class: "unseen marks" });
  let marks = [];
  let at = 0;

  /** Put the marks in; the one in use stays in use, else `wanted` or the first is. */
  function build(all, wanted) {
    const last = marks[at];
    marks = all;
    const again = isFocused() ? marks.findIndex((mark) => mark.kind === last?.kind && mark.id === last.id) : -1;
    at = Math.max(0, again < 0 ? marks.indexOf(wanted) : again);
    fill();
  }

  function fill() {
    const first = Math.max(0, Math.min(at - MOST / 2, marks.length - MOST));
    element.setAttribute("aria-label", t("timeline.marks"));
    element.hidden = !marks.length;
    replace(element, marks.slice(first, first + MOST).map((mark, number) => item(mark, first + number)));
  }

  function item(mark, place) {
    const button = h("button", { type: "button", class: "mark", tabindex: place === at ? "0" : "-1", "data-place": place, [`data-${mark.kind}`]: mark.id, onclick: () => open(mark) }, mark.words());
    button.addEventListener("focus", () => {
      element.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
      button.setAttribute("tabindex", "0");
      at = place;
      reached(mark);
    });
    return h("li", { "aria-posinset": place + 1, "aria-setsize": marks.length }, button);
  }

  const find = (place) => element.querySelector(`[data-place="${place}"]`);

  element.addEventListener("keydown", (event) => {
    const next = { Home: 0, End: marks.length - 1 }[event.key] ?? at + (STEPS[event.key] ?? NaN);
    if (!(next >= 0)) return;
    event.preventDefault();
    if (next >= marks.length) return;
    if (!find(next)) {
      at = next;
      fill();
    }
    find(next).focus({ preventScroll: true });
  });
  element.addEventListener("focusout", left);

  function isFocused() {
    return element.contains(document.activeElement);
  }

  return { element, build, here: () => (isFocused() ? marks[at] : null) };
}
