// Lists in the panel that the summary line opens: claims without a date, and claims read as suggested.

import { annotation, claimList } from "../panel/claims.js";
import { h } from "../dom.js";
import { byDate } from "../model.js";
import { readingNote } from "./readings.js";
import { changedClaims, changedNodes, unfollowed } from "./suggested.js";
import { count, t } from "../text.js";

/** The claims without a date that a window of time leaves out or shows beside the others. */
export function undatedPanel(shown, api) {
  const claims = shown.undated.length ? shown.undated : shown.claims.filter(({ date }) => !date);
  const { undated, from, to } = api.state;
  const isWindow = from !== null || to !== null;
  return [
    ...head("undated", claims),
    isWindow ? h("p", { class: "hint" }, t(undated ? "undated.isShown" : "undated.isHidden")) : null,
    isWindow ? h("p", { class: "actions" }, h("button", { type: "button", onclick: () => api.set({ undated: !undated }) }, t(undated ? "undated.hide" : "undated.show"))) : null,
    claimList([...claims].sort(byDate), api),
  ];
}

/** What is read as suggested, with what its source has, and the suggestions that cannot be followed. */
export function suggestedPanel(shown, api) {
  const all = changedClaims(api.model);
  const visible = new Set(shown.claims);
  const claims = all.filter((claim) => visible.has(claim)).sort(byDate);
  const refused = unfollowed(api.model);
  const nodes = changedNodes(api.model);
  return [
    ...head("suggested", claims),
    claims.length < all.length ? h("p", { class: "hint" }, t("panel.partly", { shown: claims.length, all: all.length })) : null,
    claimList(claims, api),
    nodes.length ? h("h3", {}, t("suggested.nodes")) : null,
    nodes.map((node) => [h("p", {}, name(node, api)), readingNote(node, api), node.annotations.map((note) => annotation(note))]),
    refused.length ? h("h3", {}, count("suggested.refused", refused.length)) : null,
    refused.map(({ thing, note }) => [h("p", {}, name(thing, api)), annotation(note), h("p", { class: "hint", lang: "en" }, note.unusable)]),
  ];
}

function head(key, claims) {
  return [h("p", { class: "kicker" }, count("unit.claim", claims.length)), h("h2", { id: "panel-title", tabindex: "-1" }, t(`${key}.title`))];
}

function name(thing, api) {
  const isClaim = api.model.claim.get(thing.id) === thing;
  const open = () => (isClaim ? api.select({ kind: "claim", ids: [thing.id] }) : api.go(thing.id));
  return h("button", { class: "link", type: "button", onclick: open }, isClaim ? t("panel.claim", { id: thing.id }) : api.name(thing.id));
}
