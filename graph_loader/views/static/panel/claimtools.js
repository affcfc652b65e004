// What a reader does with a claim: note it, link to it, cite it.

import { h } from "../dom.js";
import { t } from "../text.js";

/** Buttons on one claim. `api`: {noted(id), note(claims, on), copyLink(selection)}. */
export function claimTools(claim, api) {
  if (!api.noted) return null;
  const note = h("button", { type: "button", class: "quiet", "aria-label": t("notes.keep", { id: claim.id }), "data-noted": claim.id, "aria-pressed": String(api.noted(claim.id)), onclick: () => api.note([claim], !api.noted(claim.id)) }, t("notes.note"));
  return h("p", { class: "copy claim-tools" }, note, linkButton({ kind: "claim", ids: [claim.id] }, t("panel.claim", { id: claim.id }), api));
}

/** Copies the permalink of a selection. */
export function linkButton(selection, label, api) {
  return h("button", { type: "button", class: "quiet", "aria-label": `${t("page.link")}: ${label}`, title: t("claim.link"), onclick: () => api.copyLink(selection) }, t("page.link"));
}

/** Note all claims of a list. */
export function noteAll(claims, api) {
  if (!api.noted || claims.length < 2) return null;
  return h("p", { class: "actions" }, h("button", { type: "button", onclick: () => api.note(claims, true) }, t("notes.all", { n: claims.length })));
}
