// What a redrawn part of the page must not lose: where the reader was, with the keyboard and the scroll bar.

const REACHABLE = "a, button, summary, input, [tabindex]";

/**
 * Draw containers anew and put focus and scroll position back where they were. What belongs together is drawn by one call:
 * to ask where a container is scrolled, or to tell it, lays out all that was changed before.
 */
export function redrawn(containers, draw) {
  const before = [containers].flat().map((container) => ({ container, top: container.scrollTop, left: container.scrollLeft }));
  const held = before.find(({ container }) => container.contains(document.activeElement))?.container;
  const focused = held && nameOf(document.activeElement);
  draw();
  for (const { container, top, left } of before) {
    if (top) container.scrollTop = top;
    if (left) container.scrollLeft = left;
  }
  if (!held || held.contains(document.activeElement)) return;
  const again = [...held.querySelectorAll(REACHABLE)].find((one) => nameOf(one) === focused);
  again?.focus({ preventScroll: true });
}

/** Note where the keyboard is; what is returned goes back there, also where that was drawn anew, or else to `otherwise`. */
export function bookmark(otherwise) {
  const place = document.activeElement;
  const name = place === document.body ? null : nameOf(place);
  return () => {
    const again = place.isConnected ? place : [...document.querySelectorAll(REACHABLE)].find((one) => nameOf(one) === name);
    if (name !== null) again?.focus({ preventScroll: true });
    if (name === null || document.activeElement !== again) otherwise.focus();
  };
}

function nameOf(element) {
  return `${element.localName} ${element.getAttribute("aria-label") ?? element.textContent}`;
}

/** One tab stop for many marks, between which the arrow keys go; the first of `marks`, or the chosen one, starts. */
export function roving(container, marks, chosen) {
  for (const mark of marks) mark.setAttribute("tabindex", "-1");
  (chosen ?? marks[0])?.setAttribute("tabindex", "0");
  container.onkeydown = (event) => {
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!way) return;
    const here = marks.indexOf(document.activeElement);
    const next = marks[here + way];
    if (next) {
      marks[here]?.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    }
    event.preventDefault();
  };
}
