// Files made of the reader's notes: dossiers and bibliographies.

import { chicago, place } from "../save/cite.js";
import { citeWords, claimText, originOf } from "../panel/claims.js";
import { dossierHtml, dossierMarkdown } from "./dossier.js";
import { cslJson, ris, worksOfClaims } from "../save/references.js";
import { count, language, t } from "../text.js";

/** [[key, name, type, make(notes)], …]. `api` as in claims.js, plus link(selection). */
export function noteFiles(api) {
  const { model } = api;
  const claimsOf = (notes) => notes.map(({ id }) => model.claim.get(id)).filter(Boolean);
  const works = (notes) => worksOfClaims(claimsOf(notes), model, (row, claim) => originOf(row, claim, api));
  return [
    ["html", "coldwar-dossier.html", "text/html", (notes) => dossierHtml(dossierOf(notes, api))],
    ["markdown", "coldwar-dossier.md", "text/markdown", (notes) => dossierMarkdown(dossierOf(notes, api))],
    ["ris", "coldwar-notes.ris", "application/x-research-info-systems", (notes) => ris(works(notes))],
    ["csl", "coldwar-notes.csl.json", "application/json", (notes) => cslJson(works(notes))],
  ];
}

function dossierOf(notes, api) {
  const { model } = api;
  const claims = notes.map(({ id }) => model.claim.get(id)).filter(Boolean);
  const used = [...new Set(claims.flatMap(({ evidence }) => evidence.flatMap(({ source, cites }) => [source, cites])))].filter(Boolean);
  const works = used.map((id) => chicago(model.nodes.get(id) ?? { id, name: id }, {}, null, citeWords()));
  return {
    title: t("notes.dossier"),
    language: language(),
    lead: [t("page.title"), model.edition, count("unit.claim", notes.length)].filter(Boolean).join(" · "),
    labels: { evidence: t("notes.evidence"), bibliography: t("notes.bibliography") },
    entries: notes.map((note) => entryOf(note, api)),
    works: works.sort((a, b) => a.localeCompare(b, language())),
  };
}

function entryOf({ id, comment, said }, api) {
  const claim = api.model.claim.get(id);
  if (!claim) return { head: said || id, sentence: "", marks: t("notes.unknown", { id }), comment, evidence: [], link: "" };
  return {
    head: claimText(claim, api),
    sentence: claim.summary ?? "",
    marks: t("panel.claim", { id }),
    comment,
    evidence: claim.evidence.map((row) => evidenceText(row, api)),
    link: api.link({ kind: "claim", ids: [id] }),
  };
}

/** "Doe 2019, paragraph 12, note 14, citing …, reported by …". */
export function evidenceText(row, api) {
  const cites = row.cites && t("claim.cites", { work: [api.name(row.cites), row.citedPlace?.[language()]].filter(Boolean).join(", ") });
  const reporters = row.reporters.length && t("claim.reportedBy", { who: row.reporters.map(api.name).join(", ") });
  return [api.name(row.source), place(row, citeWords()), reporters, cites].filter(Boolean).join(", ");
}
