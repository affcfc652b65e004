// The search field of the page: what is found, in groups, as an ARIA combobox that works with the keyboard alone.

import { claimText } from "../panel/claims.js";
import { h, replace } from "../dom.js";
import { count, figure, t, term } from "../text.js";

const GROUPS = ["entities", "claims", "sources", "notes"];
// So many hits of a group are listed; all are counted, and all claims can be shown.
const MOST = 6;
// A word of this length says enough to look for it in texts.
const SHORTEST = 2;

/**
 * Furnish an <input>. `find(text)` as in search.js; `name(id)`, `shownClaims()`; chosen are `go(id)` a node,
 * `openClaim(claim)` and `filter(text)`, all claims that say it.
 */
export function createSearchbox(input, { find, prepare, name, shownClaims, go, openClaim, filter }) {
  const id = `${input.id}-results`;
  const list = h("div", { id, class: "results", role: "listbox", "aria-label": t("search.results") });
  list.hidden = true;
  input.after(list);
  for (const [attribute, value] of [["role", "combobox"], ["aria-controls", id], ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["autocomplete", "off"]]) input.setAttribute(attribute, value);
  let options = [];
  let active = -1;
  // What was chosen and the text that stands in the field since: Enter means it again.
  let last = { text: null, act: null };

  input.addEventListener("focus", prepare, { once: true });
  input.addEventListener("input", show);
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) show();
      mark(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") enter();
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function enter() {
    if (active < 0 && input.value === last.text) return last.act();
    if (list.hidden) show();
    const chosen = options[active] ?? options[0];
    if (chosen) choose(chosen.act);
  }

  function show() {
    const text = input.value.trim();
    options = [];
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !text;
    input.setAttribute("aria-expanded", String(Boolean(text)));
    if (!text) return;
    const found = text.length < SHORTEST ? { ...find(text), claims: [], notes: [] } : find(text);
    const groups = GROUPS.filter((kind) => found[kind].length).map((kind) => group(kind, found[kind], text));
    replace(list, groups.length ? groups : option(null, t("search.none"), ""));
  }

  function group(kind, hits, text) {
    const title = `${id}-${kind}`;
    const rows = hits.slice(0, MOST).map((hit) => row(kind, hit));
    if (kind === "claims") rows.push(option(() => filter(text), count("search.onlyThese", hits.length), hiddenNote(hits), "all"));
    else if (hits.length > MOST) rows.push(h("p", { class: "hint" }, count("search.more", hits.length - MOST)));
    return h("div", { role: "group", "aria-labelledby": title }, h("p", { class: "group", id: title }, t(`search.${kind}`), " ", h("span", { class: "number" }, figure(hits.length))), rows);
  }

  function row(kind, { node, matched, claim, note }) {
    const open = () => (claim ? openClaim(claim) : pick(node.id));
    if (kind === "notes") return option(open, note.note ?? note.suggested ?? "", [term("annotations", note.kind), claim ? claimText(claim, { name }) : name(node.id)].join(" · "));
    if (claim) return option(open, claim.summary || claimText(claim, { name }), claim.summary ? claimText(claim, { name }) : "");
    return option(open, name(node.id), [matched === name(node.id) ? null : matched, term("kinds", node.label)].filter(Boolean).join(" · "));
  }

  function hiddenNote(hits) {
    const shown = new Set(shownClaims());
    const hidden = hits.filter(({ claim }) => !shown.has(claim)).length;
    return hidden ? count("search.hidden", hidden) : "";
  }

  function option(act, text, about, look = "") {
    const number = options.length;
    const parts = [h("span", {}, text), about ? h("small", {}, about) : null];
    if (!act) return h("div", { class: "hint option", role: "option", "aria-disabled": "true" }, parts);
    const element = h("div", { id: `${id}-${number}`, class: `option ${look}`, role: "option", "aria-selected": "false" }, parts);
    element.addEventListener("mousedown", (event) => (event.preventDefault(), choose(act)));
    options.push({ act, element });
    return element;
  }

  function mark(number) {
    if (!options.length) return;
    options[active]?.element.setAttribute("aria-selected", "false");
    active = (number + options.length) % options.length;
    const { element } = options[active];
    element.setAttribute("aria-selected", "true");
    element.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", element.id);
  }

  function pick(node) {
    input.value = name(node);
    go(node);
  }

  function choose(act) {
    close();
    act();
    last = { text: input.value, act };
  }

  function close() {
    list.hidden = true;
    options = [];
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}

/** What a search leaves, and the way out of it. */
export function searchChip(text, clear) {
  if (!text) return null;
  return h("span", { class: "strip" }, t("search.only", { text }), h("button", { type: "button", onclick: clear }, t("search.clear")));
}
