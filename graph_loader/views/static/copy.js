// Text to the clipboard, and a word about it.

import { h } from "./dom.js";
import { t } from "./text.js";

export async function copyText(text, message = t("claim.copied")) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
  toast(message);
}

/** For browsers that keep the clipboard from pages opened as a file. */
function copyBySelection(text) {
  const area = h("textarea", { class: "unseen" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

export function toast(text) {
  document.querySelector(".toast")?.remove();
  const note = h("div", { class: "toast", role: "status" }, text);
  (document.querySelector("dialog[open]") ?? document.body).append(note);
  setTimeout(() => note.remove(), 2500);
}
