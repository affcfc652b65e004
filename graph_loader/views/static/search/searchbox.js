// The search field of the page: what is found, in groups.

import { claimText } from "../panel/claims.js";
import { createCombobox } from "./combobox.js";
import { h } from "../dom.js";
import { count, figure, t, term } from "../text.js";

const GROUPS = ["entities", "packages", "claims", "sources", "notes"];
// So many hits of a group are listed at first; all are counted, and all can be shown.
const MOST = 6;
// A word of this length says enough to look for it in texts.
const SHORTEST = 2;

/**
 * Furnish an <input>. `find(text)` as in search.js; `name(id)`, `shownClaims()`; chosen are `go(id)` a node,
 * `openClaim(claim)`, `filter(text)`, all claims that say it, and `only(package)`, what one package says.
 */
export function createSearchbox(input, { find, prepare, name, shownClaims, go, openClaim, filter, only }) {
  // What was chosen and the text that stands in the field since: Enter means it again.
  let last = { text: null, act: null };
  // The groups that are listed whole, for this text.
  let whole = { text: null, kinds: new Set() };
  const box = createCombobox(input, { fill, enter });
  input.addEventListener("focus", prepare, { once: true });

  function enter(marked) {
    if (!marked && input.value === last.text) return last.act();
    const chosen = marked ?? box.options()[0];
    if (chosen) box.choose(chosen);
  }

  function fill(plain) {
    const text = input.value.trim();
    if (whole.text !== text) whole = { text, kinds: new Set() };
    const option = (act, ...said) => plain(() => choose(act), ...said);
    const found = text.length < SHORTEST ? { ...find(text), claims: [], notes: [] } : find(text);
    const groups = GROUPS.filter((kind) => found[kind].length).map((kind) => group(kind, found[kind], text, option, plain));
    return groups.length ? groups : plain(null, t("search.none"));
  }

  function choose(act) {
    act();
    last = { text: input.value, act };
  }

  function group(kind, hits, text, option, plain) {
    const title = `${input.id}-results-${kind}`;
    const rows = (whole.kinds.has(kind) ? hits : hits.slice(0, MOST)).map((hit) => row(kind, hit, option));
    if (kind === "claims") rows.push(option(() => filter(text), count("search.onlyThese", hits.length), hiddenNote(hits), "all"));
    else if (rows.length < hits.length) rows.push(plain((place) => showAll(kind, place), t("table.all", { n: figure(hits.length) }), "", "all"));
    return h("div", { role: "group", "aria-labelledby": title }, h("p", { class: "group", id: title }, t(`search.${kind}`), " ", h("span", { class: "number" }, figure(hits.length))), rows);
  }

  /** Go on where one stands: the first hit that was not listed takes the place of the button. */
  function showAll(kind, place) {
    whole.kinds.add(kind);
    box.resume(place);
  }

  function row(kind, { node, matched, claim, note, ...package_ }, option) {
    if (kind === "packages") return packageRow(package_, option);
    const open = () => (claim ? openClaim(claim) : pick(node.id));
    if (kind === "notes") return option(open, note.note ?? note.suggested ?? "", [term("annotations", note.kind), claim ? claimText(claim, { name }) : name(node.id)].join(" · "));
    if (claim) return option(open, claim.summary || claimText(claim, { name }), claim.summary ? claimText(claim, { name }) : "");
    return option(open, name(node.id), [matched === name(node.id) ? null : matched, term("kinds", node.label)].filter(Boolean).join(" · "));
  }

  function packageRow({ package_, title, claims, nodes }, option) {
    return option(() => only(package_), t("search.onlyPackage", { title }), [count("unit.claim", claims.length), count("unit.node", nodes.size)].join(" · "));
  }

  function hiddenNote(hits) {
    const shown = new Set(shownClaims());
    const hidden = hits.filter(({ claim }) => !shown.has(claim)).length;
    return hidden ? count("search.hidden", hidden) : "";
  }

  function pick(node) {
    input.value = name(node);
    go(node);
  }
}

/** What a search leaves, and the way out of it. */
export function searchChip(text, clear) {
  if (!text) return null;
  return h("span", { class: "strip" }, t("search.only", { text }), h("button", { type: "button", onclick: clear }, t("search.clear")));
}
