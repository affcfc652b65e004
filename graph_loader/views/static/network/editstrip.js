// What the reader took from the picture, and how it comes back.

import { h } from "../dom.js";
import { count, t } from "../text.js";

// So many are named one by one.
const NAMED = 6;

/** Beside the figures: nodes that were hidden, each with the way back. `edit(patch)` changes the state. */
export function editsStrip({ gone }, { name, edit }) {
  if (!gone.length) return null;
  const bring = (id) =>
    h("button", { type: "button", "aria-label": t("act.bringName", { name: name(id) }), onclick: () => edit({ gone: gone.filter((one) => one !== id) }) }, `+ ${name(id)}`);
  return h(
    "span",
    { class: "strip" },
    count("network.gone", gone.length),
    gone.length > NAMED ? null : gone.map(bring),
    gone.length > 1 ? h("button", { type: "button", onclick: () => edit({ gone: [] }) }, t("act.bringAll")) : null,
  );
}
