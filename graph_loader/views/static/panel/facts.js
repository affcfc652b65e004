// Claims of one fact, in a collection: shown together, with what they say otherwise. Each stays a claim and is counted.

import { h } from "../dom.js";
import { packageMark } from "./packages.js";
import { t, term } from "../text.js";

// In what claims of one fact may disagree, as graph/facts.py, and what that is called.
const DIFFERING = { type: "type", from: "from_id", date: "date", amount: "amount", polarity: "polarity" };

/** All claims of the fact that a claim tells, itself among them; itself alone where no other does. */
function toldOf(claim, { facts }) {
  return facts.get(claim.sameFact) ?? [claim];
}

/** A list of claims with those of one fact together, at the place of the first: [[claim], [claim, claim], …]. */
export function bundled(claims, model) {
  if (!model.facts.size) return claims.map((claim) => [claim]);
  const bundles = new Map();
  for (const claim of claims) {
    const key = toldOf(claim, model)[0];
    if (bundles.has(key)) bundles.get(key).push(claim);
    else bundles.set(key, [claim]);
  }
  return [...bundles.values()];
}

/** In what claims of one fact disagree. */
export function differing(claims) {
  const isSymmetric = claims.some(({ symmetric }) => symmetric);
  return Object.keys(DIFFERING).filter((name) => !(name === "from" && isSymmetric) && new Set(claims.map((claim) => valueOf(claim, name))).size > 1);
}

function valueOf(claim, name) {
  if (name !== "amount") return claim[name] ?? null;
  return (claim.amount ?? null) === null ? null : JSON.stringify([claim.amount, claim.amountMax ?? null, claim.unit ?? null]);
}

/**
 * A list item for claims of a list that tell one fact, `items` as they stand for themselves; a claim that no other tells
 * too is its own item. `words`: {said(claim, name), line(claim)}.
 */
export function factItem(listed, items, words, api) {
  const told = toldOf(listed[0], api.model);
  if (told.length < 2) return items[0];
  const others = told.filter((claim) => !listed.includes(claim));
  const titles = [...new Set(told.map((claim) => claim.package))].map((name) => api.model.packages.get(name) ?? name);
  return h(
    "li",
    { class: "fact", "data-fact": told[0].sameFact },
    h("p", { class: "fact-head" }, t("package.sameFact", { packages: titles.join(" · ") })),
    differences(told, words, api),
    h("ul", { class: "claims" }, items),
    others.length ? h("div", { class: "hint" }, t("package.toldToo"), others.map((claim) => h("p", {}, h("button", { class: "link", type: "button", onclick: () => api.openClaim(claim) }, words.line(claim)), " ", packageMark(claim.package, api)))) : null,
    h("p", { class: "hint" }, t("package.counted", { n: told.length })),
  );
}

function differences(told, { said }, api) {
  const names = differing(told);
  if (!names.length) return h("p", { class: "hint" }, t("package.agree"));
  const rows = names.map((name) => [h("dt", {}, term("fields", DIFFERING[name])), h("dd", {}, told.map((claim) => h("div", {}, packageMark(claim.package, api), `: ${said(claim, name)}`)))]);
  return h("dl", { class: "facts differing" }, rows);
}
