// What printing needs: light colours, every row of the tables, and the network as a drawing in place of its canvas.

import { byId } from "../dom.js";
import { footOf, pictureOf } from "./exporter.js";

// How wide, in pixels, what stands under a view on paper is.
const PAPER = 900;
// How wide the narrowest sheet is within its margins, and how far the slanted heads of a matrix reach out of it.
const NARROWEST = 690;
const OVERHANG = 110;

/** `get()` returns what exporter.js draws; `setDark(dark)` turns the theme and shows the page again; `isDark()`. */
export function preparePrinting(place, { get, isDark, setDark }) {
  let wasDark = false;
  const picture = document.createElement("div");
  picture.className = "printed";
  place.append(picture);
  const foot = picture.cloneNode();
  place.parentElement.append(foot);
  addEventListener("beforeprint", () => {
    wasDark = isDark();
    if (wasDark) setDark(false);
    document.querySelectorAll(".view").forEach((view) => view.drawAll?.(true));
    for (const table of document.querySelectorAll(".matrix")) table.style.setProperty("--paper-zoom", Math.min(0.6, NARROWEST / (table.offsetWidth + OVERHANG)));
    for (const map of document.querySelectorAll("svg.map")) map.style.setProperty("--ratio", map.viewBox.baseVal.width / map.viewBox.baseVal.height);
    const now = get();
    const drawn = now.state.view === "network";
    (drawn ? picture : foot).replaceChildren(drawingOf(drawn ? pictureOf(now) : footOf(now, PAPER)));
    document.body.classList.toggle("without-evidence", !byId("appendix").checked);
  });
  addEventListener("afterprint", () => {
    picture.replaceChildren();
    foot.replaceChildren();
    document.querySelectorAll(".view").forEach((view) => view.drawInSight?.());
    if (wasDark) setDark(true);
  });
}

function drawingOf(svg) {
  return document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
}
