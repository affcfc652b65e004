// One claim as an item of a list: used by the panel, paths, timeline and matrix.

import { readable } from "../look/appearance.js";
import { bibtex, chicago, origin as originInWords, place } from "../save/cite.js";
import { claimTools } from "./claimtools.js";
import { dateInWords } from "../time/dates.js";
import { doubtsOf, tallyDoubt } from "../doubt/doubt.js";
import { h, isDark } from "../dom.js";
import { doubtGlyph, polarityGlyph } from "../look/glyphs.js";
import { bundled, factItem } from "./facts.js";
import { packageBadge } from "./packages.js";
import { fieldName, readingNote } from "../doubt/readings.js";
import { cslJson, ris, workOf } from "../save/references.js";
import { count, figure, language, phrases, t, term } from "../text.js";

export function dateText(claim) {
  return dateInWords(claim.date, claim.aspect, phrases("date"));
}

export function citeWords() {
  return { language: language(), claim: t("cite.claim") };
}

/** What a claim says of its two ends, with its polarity unless it was plainly so: "cooperated with (denied)". */
export function tieText(claim) {
  const words = term("types", claim.type);
  return claim.polarity === "affirmed" ? words : `${words} (${t(`polarity.${claim.polarity}`)})`;
}

/** "3 claims", and how many of them are not plain: "3 claims (1 denied, 2 doubtful)". */
export function countClaims(claims) {
  const parts = doubtInWords(claims);
  return count("unit.claim", claims.length) + (parts ? ` (${parts})` : "");
}

/** How many of the claims are strained, denied, not plainly stated or doubtful: "1 denied, 2 doubtful"; empty where none. */
export function doubtInWords(claims) {
  return tallyDoubt(claims).map(([what, number]) => `${figure(number)} ${t(`doubt.${what}`)}`).join(", ");
}

/** What speaks against taking a claim as it stands, in words: its standing and what is noted against it. */
export function doubtsInWords(claim) {
  const standings = claim.standing === "stated" ? [] : [term("standings", claim.standing)];
  return [...standings, ...doubtsOf(claim).map((kind) => term("annotations", kind).toLowerCase())].join(", ");
}

/** A claim in one line, with what speaks against it: "1966: Ana met with … (disputed, contradiction)". */
export function claimText(claim, api) {
  const doubt = doubtsInWords(claim);
  return `${dateText(claim)}: ${api.name(claim.from)} ${tieText(claim)} ${api.name(claim.to)}${doubt && ` (${doubt})`}`;
}

/** A list item that shows a claim whole, but for the notes that stand in another place. `api`: {name(id), go(id), copy(text), model}. */
export function claimItem(claim, api, isTold = () => false) {
  const colour = api.model.look.family[claim.family]?.colour;
  const mark = h("span", { class: "swatch", "aria-hidden": "true" });
  if (colour) mark.style.background = readable(colour, isDark());
  return h(
    "li",
    { class: "claim", "data-claim": claim.id },
    h("p", { class: "claim-head" }, mark, h("span", { class: "claim-date" }, dateText(claim)), standing(claim), doubtBadges(claim), packageBadge(claim, api)),
    h("p", { class: "claim-tie" }, actor(claim.from, api), ` ${tieText(claim)} `, actor(claim.to, api)),
    claim.polarity === "affirmed" ? null : h("p", { class: "polarity" }, polarityGlyph(claim.polarity), term("polarities", claim.polarity)),
    claim.summary ? h("p", { class: "claim-summary", lang: "en" }, claim.summary) : null,
    details(claim, api),
    readingNote(claim, api),
    claim.annotations.filter((note) => !isTold(note)).map((note) => annotation(note)),
    claim.evidence.map((row) => evidence(row, claim, api)),
    claimTools(claim, api),
  );
}

function actor(id, api) {
  return h("button", { class: "link", type: "button", onclick: () => api.go(id) }, api.name(id));
}

/** A badge on every claim that its source does not plainly state. */
export function standing(claim) {
  if (claim.standing === "stated") return null;
  return h("span", { class: `badge badge-${claim.standing}` }, term("standings", claim.standing));
}

/** A badge with a question mark for each kind of doubt that is noted on a claim. */
export function doubtBadges(claim) {
  return doubtsOf(claim).map((kind) => h("span", { class: "badge badge-doubt", "data-doubt": kind }, doubtGlyph(kind), term("annotations", kind)));
}

/** What a claim says of that in which claims of one fact may disagree. */
function saidIn(api) {
  const words = { type: tieText, from: ({ from }) => api.name(from), date: dateText, amount: (claim) => amount(claim) || t("suggested.nothing"), polarity: ({ polarity }) => term("polarities", polarity) };
  return (claim, name) => words[name](claim);
}

function details(claim, api) {
  const rows = [];
  if (claim.role) rows.push([t("claim.role"), claim.role]);
  if (claim.aboutId) rows.push([t("claim.about"), api.name(claim.aboutId), claim.aboutId]);
  if (claim.placeId) rows.push([t("claim.place"), api.name(claim.placeId), claim.placeId]);
  if (amount(claim)) rows.push([t("claim.amount"), amount(claim)]);
  if (claim.columns.coder && !Object.hasOwn(api.model.own.Claim ?? {}, "coder")) rows.push([t("claim.coder"), claim.columns.coder]);
  rows.push(...ownColumns(api.model.own.Claim ?? {}, claim));
  if (!rows.length) return null;
  return h(
    "dl",
    { class: "facts" },
    rows.map(([name, value, id]) => [h("dt", {}, name), h("dd", {}, id ? actor(id, api) : value)]),
  );
}

/** What the columns that a package added say of a node or claim, under their titles. */
export function ownColumns(titles, { columns }) {
  const known = Object.entries(titles).filter(([column]) => !["", null, undefined].includes(columns[column]));
  return known.map(([column, title]) => [title, columns[column]]);
}

export function amount(claim) {
  if (claim.amount === undefined || claim.amount === null) return "";
  const most = claim.amountMax === undefined || claim.amountMax === null ? "" : `–${figure(claim.amountMax)}`;
  return `${figure(claim.amount)}${most} ${claim.unit ?? ""}`.trim();
}

/** A coder's remark, marked so that nobody takes it for the source's words. */
export function annotation(note) {
  return h(
    "p",
    { class: "annotation" },
    h("strong", {}, term("annotations", note.kind)),
    note.field ? ` (${fieldName(note.field)})` : "",
    ": ",
    h("span", { lang: "en" }, note.note ?? ""),
    note.suggested ? [" ", h("em", {}, t("claim.suggested", { value: note.suggested }))] : null,
  );
}

function evidence(row, claim, api) {
  const source = api.model.nodes.get(row.source) ?? { id: row.source, name: row.source };
  const words = citeWords();
  const where = place(row, words);
  const origin = originIn(claim, api);
  const works = () => [workOf(source, api.model, { note: originOf(row, claim, api) })];
  return h(
    "div",
    { class: "evidence" },
    h("cite", {}, source.name, where ? `, ${where}` : ""),
    row.reporters.length ? h("span", {}, t("claim.reportedBy", { who: row.reporters.map(api.name).join(", ") })) : null,
    row.cites ? h("span", {}, t("claim.cites", { work: cited(row, api) })) : null,
    h(
      "span",
      { class: "copy" },
      copyButton("Chicago", () => chicago(source, row, origin, words), api),
      copyButton("BibTeX", () => bibtex(source, row, origin, words), api),
      copyButton("RIS", () => ris(works()), api),
      copyButton("CSL-JSON", () => cslJson(works()), api),
    ),
  );
}

function originIn(claim, api) {
  const mark = claim.polarity === "affirmed" ? "" : t(`polarity.${claim.polarity}`);
  return { id: claim.id, mark, data: api.model.edition };
}

/** Where a claim stands, which it is and of which data, in a text. */
export function originOf(row, claim, api) {
  return originInWords(row, originIn(claim, api), citeWords());
}

function cited(row, api) {
  const where = row.citedPlace?.[language()];
  return api.name(row.cites) + (where ? `, ${where}` : "");
}

/** A button that copies a citation; `text()` makes it only then. */
export function copyButton(style, text, api) {
  const label = t("claim.copy", { style });
  return h("button", { class: "quiet", type: "button", title: label, "aria-label": label, onclick: () => api.copy(text()) }, style);
}

// So many claims of a list are made at first; then so many whenever the reader comes to them, and so many when they are asked for.
const FIRST = 10;
const AT_ONCE = 40;
const ASKED = 400;

// How far the reader came in the lists of the present selection: a panel that is drawn anew keeps its length.
const reached = { where: null, made: new Map() };

/**
 * A list of claims of which those far down are only made when they are reached, by scroll bar, keyboard or button. Claims
 * of one fact stand together.
 */
export function claimList(claims, api, first = FIRST) {
  const where = JSON.stringify(api.state?.selected ?? null);
  if (reached.where !== where) Object.assign(reached, { where, made: new Map() });
  const list = h("ul", { class: "claims" });
  const more = h("button", { type: "button", class: "quiet more", onclick: () => askOn() });
  const watcher = globalThis.IntersectionObserver && new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && goOn(AT_ONCE));
  const bundles = bundled(claims, api.model);
  let next = 0;
  let made = 0;
  goOn(Math.max(first, reached.made.get(claims[0]?.id) ?? 0));

  function goOn(number) {
    const items = [];
    for (const most = made + number; next < bundles.length && made < most; next++) {
      items.push(factItem(bundles[next], bundles[next].map((claim) => claimItem(claim, api)), { said: saidIn(api), line: (claim) => claimText(claim, api) }, api));
      made += bundles[next].length;
    }
    list.append(...items);
    reached.made.set(claims[0]?.id, made);
    // Looked at anew: it may still be in sight.
    watcher?.unobserve(more);
    if (made === claims.length) more.remove();
    else {
      more.textContent = count("panel.more", claims.length - made);
      watcher?.observe(more);
    }
    return items;
  }

  function askOn() {
    goOn(ASKED)[0]?.querySelector("button")?.focus();
  }
  return made < claims.length ? [list, more] : list;
}
