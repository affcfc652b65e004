// Citations of a claim: in the page, in Chicago style and as BibTeX. A source is a row of nodes/sources.csv.

const ENTRY = { article: "article", newspaper: "article", book: "book", memoir: "book", "document-collection": "book", chapter: "incollection", web: "online" };
const WHOLE = ["book", "document-collection", "memoir"];
const PART = ["chapter", "archival-document"];

/** "paragraph 12, note 14" of a row of evidence, in the language of the words. */
export function place(row, words) {
  return row.place?.[words.language] ?? "";
}

/** Where the claim stands, which it is, and of which data (nothing where a work is cited whole); `mark` says that it is denied: "paragraph 12; claim y12-03 (denied; coldwar 1.0.0)". */
export function origin(row, claim, words) {
  if (!claim) return "";
  const { id, mark, data } = claim;
  return [place(row, words), `${words.claim} ${id} (${[mark, data].filter(Boolean).join("; ")})`].filter(Boolean).join("; ");
}

/** An entry of a bibliography as The Chicago Manual of Style (notes and bibliography) has it, then the place. */
export function chicago(entry, row, claim, words) {
  const source = placed(entry);
  const title = source.title ?? source.name;
  const issued = year(source.date);
  const parts = [authors(source.author)];
  if (WHOLE.includes(source.kind)) {
    const whole = [title, source.volume && `vol. ${source.volume}`].filter(Boolean).join(", ");
    parts.push(whole, [source.publisher ?? source.reference, issued].filter(Boolean).join(", "));
  } else if (source.container && PART.includes(source.kind)) {
    const inside = [source.container, source.volume && `vol. ${source.volume}`, source.pages].filter(Boolean).join(", ");
    parts.push(`“${title}.”`, `In ${inside}`, [source.archive, source.publisher ?? source.reference, issued].filter(Boolean).join(", "));
  } else if (source.container) {
    const number = [source.volume, source.issue && `no. ${source.issue}`].filter(Boolean).join(", ");
    const head = [source.container, number].filter(Boolean).join(source.volume ? " " : ", ");
    const pages = source.pages ? `: ${source.pages}` : "";
    parts.push(`“${title}.”`, `${head}${issued ? ` (${issued})` : ""}${pages}`);
  } else {
    parts.push(`“${title}.”`, [source.archive, source.publisher, source.reference, issued].filter(Boolean).join(", "));
  }
  parts.push(address(source), origin(row, claim, words));
  return parts.filter(Boolean).map(stopped).join(" ");
}

/** The source as a BibTeX entry (biblatex for web pages); the place of the claim goes into the note. */
export function bibtex(entry, row, claim, words) {
  const source = placed(entry);
  const kind = ENTRY[source.kind] ?? "misc";
  const container = kind === "article" ? "journal" : "booktitle";
  const { names, editors } = people(source.author);
  const plain = {
    [editors ? "editor" : "author"]: names.map(({ first }) => (first.includes(",") ? escaped(first) : `{${escaped(first)}}`)).join(" and "),
    title: escaped(source.title ?? source.name),
    [container]: escaped(source.container),
    publisher: escaped(source.publisher),
    howpublished: escaped(source.container ? undefined : [source.archive, source.reference].filter(Boolean).join(", ")),
    year: year(source.date),
    volume: escaped(source.volume),
    number: escaped(source.issue),
    pages: escaped(source.pages).replaceAll("–", "--"),
    doi: doi(source),
    url: source.url,
    note: escaped(origin(row, claim, words)),
  };
  const lines = Object.entries(plain)
    .filter(([, value]) => value)
    .map(([field, value]) => `  ${field} = {${value}}`);
  return `@${kind}{${source.id},\n${lines.join(",\n")}\n}`;
}

/** Take "Journal 21:3, 56–87" apart where the table has no columns for it. */
function placed(source) {
  const found = source.kind === "article" && !source.container && /^(.+?) (\d+):(\S+), (\d+[–-]\d+)$/.exec(source.reference ?? "");
  return found ? { ...source, container: found[1], volume: found[2], issue: found[3], pages: found[4] } : source;
}

/** "Surname, Given; Body (eds.)" of the table: names, and whether they edited the work. */
function people(author) {
  const editors = /\s*\(eds?\.\)\s*$/.test(author ?? "");
  const names = (author ?? "").replace(/\s*\(eds?\.\)\s*$/, "").split(/;\s*/).filter(Boolean);
  return { editors, names: names.map(nameOf) };
}

// "Aldo C. Vacs", "V. Kornyshev": bodies have no initials. In "Mao Zedong" or "Amnesty International" nothing tells the surname.
const WITH_INITIAL = /^((?:\p{Lu}[\p{L}’'-]+ )?\p{Lu}\.(?: \p{Lu}\.)*) (\p{Lu}[\p{L}’'-]+)$/u;

/** A name with its surname first and last; both as it stands where neither the data nor an initial tells the surname. */
function nameOf(written) {
  const [, given, surname] = WITH_INITIAL.exec(written) ?? [];
  if (surname) return { first: `${surname}, ${given.trim()}`, later: written };
  const parts = written.split(/,\s*/);
  return parts.length === 2 ? { first: written, later: `${parts[1]} ${parts[0]}` } : { first: written, later: written };
}

function authors(author) {
  const { names, editors } = people(author);
  if (!names.length) return "";
  const shown = names.map(({ first, later }, number) => (number === 0 ? first : later));
  const last = shown.pop();
  const all = shown.length ? `${shown.join(", ")}, and ${last}` : last;
  return editors ? `${all}, ${names.length > 1 ? "eds" : "ed"}.` : all;
}

function doi(source) {
  return source.doi ?? /^https?:\/\/(?:dx\.)?doi\.org\/(.+)$/.exec(source.url ?? "")?.[1];
}

function address(source) {
  return source.url ?? (source.doi ? `https://doi.org/${source.doi}` : "");
}

function stopped(part) {
  return /[.”]$/.test(part) ? part : `${part}.`;
}

function year(date) {
  return /^\d{4}/.exec(date ?? "")?.[0];
}

const TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

function escaped(text) {
  return String(text ?? "").replace(/[\\~^&%$#_{}]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}
