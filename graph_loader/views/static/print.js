// What printing needs: light colours, every row of the tables, and the network as a drawing in place of its canvas.

import { pictureOf } from "./exporter.js";

/** `get()` returns what exporter.js draws; `setDark(dark)` turns the theme and shows the page again; `isDark()`. */
export function preparePrinting(place, { get, isDark, setDark }) {
  let wasDark = false;
  const picture = document.createElement("div");
  picture.className = "printed";
  place.append(picture);
  addEventListener("beforeprint", () => {
    wasDark = isDark();
    if (wasDark) setDark(false);
    document.querySelectorAll(".view").forEach((view) => view.drawAll?.());
    const drawing = new DOMParser().parseFromString(pictureOf(get()), "image/svg+xml").documentElement;
    picture.replaceChildren(document.importNode(drawing, true));
  });
  addEventListener("afterprint", () => {
    picture.replaceChildren();
    document.querySelectorAll(".view").forEach((view) => view.drawInSight?.());
    if (wasDark) setDark(true);
  });
}
