// What the keys do, in a box that "?" opens.

import { h } from "../dom.js";
import { t } from "../text.js";

const KEYS = [
  ["{enter}, N", "start"],
  ["N, {shift}+N", "node"],
  ["T, {shift}+T", "tie"],
  ["O", "other"],
  ["B", "back"],
  ["{enter}", "open"],
  ["Esc", "leave"],
  ["M, E, P, H", "edit"],
  ["Ctrl+Z", "undo"],
  ["← → ↑ ↓", "pan"],
  ["+ −", "zoom"],
  ["0", "fit"],
  ["?", "help"],
];

/** Show the keys until the reader closes the box, who is then where he was. */
export function showKeys() {
  const box = h(
    "dialog",
    { class: "keyhelp", "aria-labelledby": "keyhelp-title" },
    h("h2", { id: "keyhelp-title" }, t("keys.title")),
    h("dl", { class: "facts" }, KEYS.map(([key, does]) => [h("dt", {}, key.replace(/\{(\w+)\}/g, (_, name) => t(`keys.${name}`))), h("dd", {}, t(`keys.${does}`))])),
    h("button", { type: "button", onclick: () => box.close() }, t("panel.close")),
  );
  // Escape closes the box alone.
  box.addEventListener("keydown", (event) => event.stopPropagation());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}
