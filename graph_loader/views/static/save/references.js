// Sources as CSL-JSON and RIS, for Zotero and others: the same fields as graph_loader/imports/bibliographies writes.

const CSL = { article: "article-journal", newspaper: "article-newspaper", chapter: "chapter", "archival-document": "manuscript", web: "webpage", book: "book", memoir: "book", "document-collection": "book" };
const RIS = { article: "JOUR", newspaper: "NEWS", chapter: "CHAP", "archival-document": "MANSCPT", web: "ELEC", book: "BOOK", memoir: "BOOK", "document-collection": "BOOK" };
// Kinds that their type alone does not tell.
const TOLD = ["memoir", "document-collection"];
const EDITED = /\s*\(eds?\.\)\s*$/;

/** A work to cite: `source`, the `id` it has in the file, the title of what contains it, and what is noted on it. */
export function workOf(source, model, { id = source.id, note = "" } = {}) {
  const within = (source.belongsTo ?? []).find(([column]) => column === "part_of")?.[1];
  const whole = within && model.nodes.get(within);
  return { source, id, within: whole ? (whole.title ?? whole.name) : "", note };
}

/** The works of claims, each place of a claim in a source once: [workOf, …]; `originOf(row, claim)` says where it stands. */
export function worksOfClaims(claims, model, originOf) {
  return claims.flatMap((claim) =>
    claim.evidence.map((row, number) =>
      workOf(model.nodes.get(row.source) ?? { id: row.source, name: row.source }, model, { id: `${row.source}-${claim.id}-${number + 1}`, note: originOf(row, claim) }),
    ),
  );
}

/** The data set as a work. */
export function datasetOf({ title, edition }) {
  return { source: { kind: "dataset", title, name: edition || title }, id: "data-set", within: "", note: edition };
}

export function cslJson(works) {
  return `${JSON.stringify(works.map(cslItem), null, 2)}\n`;
}

function cslItem({ source, id, within, note }) {
  const { names, edited } = namesOf(source.author);
  const fields = {
    id,
    type: source.kind === "dataset" ? "dataset" : (CSL[source.kind] ?? "document"),
    genre: genreOf(source),
    "citation-label": source.name,
    annote: source.description,
    title: source.title,
    [edited ? "editor" : "author"]: names.map(([family, given]) => (given ? { family, given } : { literal: family })),
    issued: issued(source.date),
    "container-title": source.container ?? within,
    volume: source.volume,
    issue: source.issue,
    page: source.pages,
    publisher: source.publisher,
    DOI: source.doi,
    archive: source.archive,
    note: [source.reference, note].filter(Boolean).join("; "),
    language: source.language,
    URL: source.url,
  };
  const said = Object.entries(fields).filter(([, value]) => value && (typeof value !== "object" || Object.keys(value).length));
  return Object.fromEntries(said.map(([name, value]) => [name, marked(name, value)]));
}

/** The signs of markup as CSL wants them. */
function marked(name, value) {
  if (typeof value !== "string" || ["id", "URL", "DOI"].includes(name) || !/[<>]|&#?\w+;/.test(value)) return typeof value === "number" ? String(value) : value;
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function ris(works) {
  return works.map(risRecord).join("\n");
}

function risRecord({ source, id, within, note }) {
  const { names, edited } = namesOf(source.author);
  const [first, ...last] = String(source.pages ?? "").split("–");
  const fields = [
    ["TY", source.kind === "dataset" ? "DATA" : (RIS[source.kind] ?? "GEN")],
    ["ID", id],
    ["LB", source.name],
    ["TI", source.title],
    ...names.map(([family, given]) => [edited ? "A2" : "AU", given ? `${family}, ${given}` : family]),
    ["PY", yearOf(source.date)],
    ["DA", slashed(source.date)],
    ["T2", source.container ?? within],
    ["VL", source.volume],
    ["IS", source.issue],
    ["SP", first],
    ["EP", last.join("–")],
    ["PB", source.publisher],
    ["DO", source.doi],
    ["DB", source.archive],
    ["N1", source.reference],
    ["N1", note],
    ["RN", source.description],
    ["LA", source.language],
    ["UR", source.url],
    ["M3", genreOf(source)],
  ];
  const lines = fields.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${String(value).replace(/\s+/g, " ")}`);
  return `${lines.join("\n")}\nER  - \n`;
}

function genreOf({ kind }) {
  const own = TOLD.includes(kind) || !["dataset", "other", ...Object.keys(CSL)].includes(kind);
  return own ? kind : "";
}

/** "Surname, Given; Body (eds.)": [[surname, given], …]. */
function namesOf(author) {
  const text = author ?? "";
  const names = text.replace(EDITED, "").split("; ").filter(Boolean);
  return { edited: EDITED.test(text), names: names.map((name) => [name.split(", ", 1)[0], name.split(", ").slice(1).join(", ")]) };
}

function yearOf(date) {
  return /^\d{4}/.exec(date ?? "")?.[0] ?? "";
}

/** An EDTF date as CSL's parts, or as it stands where they cannot say it. */
function issued(date) {
  if (!date) return {};
  const text = String(date);
  const ends = text.replace(/~$/, "").split("/");
  if (!ends.every((end) => /^\d{4}(?:-\d\d){0,2}$/.test(end)) || (text.includes("~") && ends.length > 1)) return { raw: text };
  return { "date-parts": ends.map((end) => end.split("-").map(Number)), ...(text.includes("~") ? { circa: true } : {}) };
}

/** A date as year/month/day/other; EDTF that says more stands at the end. */
function slashed(date) {
  const text = String(date ?? "");
  if (!text || text === yearOf(text)) return "";
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text) ?? [];
  return year ? `${year}/${month}/${day ?? ""}/` : `${yearOf(text)}///${text}`;
}
