// Citations of a claim: in the page, in Chicago style and as BibTeX.

/** "paragraph 12, note 14" from a row of evidence. */
export function place(row, words) {
  const note = /^n(\d+)$/.exec(row.locator ?? "");
  const paragraph = /^p(\d+)$/.exec(row.locator ?? "");
  const parts = [];
  if (paragraph) parts.push(`${words.paragraph} ${Number(paragraph[1])}`);
  else if (note) parts.push(`${words.note} ${Number(note[1])}`);
  else if (row.locator) parts.push(row.locator);
  if (row.footnote && !note) parts.push(`${words.note} ${String(row.footnote).replace(/^n?0*/, "")}`);
  return parts.join(", ");
}

/** A full reference in Chicago's bibliography manner, ending with the place of the claim. */
export function chicago(source, row, words) {
  const author = source.author ? `${source.author.replace(/\.$/, "")}. ` : "";
  const title = source.title ?? source.name;
  const book = ["book", "document-collection", "memoir"].includes(source.kind);
  const work = book ? title : `“${title}”`;
  const rest = [source.reference, source.archive, year(source.date), place(row, words)].filter(Boolean).join(", ");
  const url = source.url ? ` ${source.url}.` : "";
  return `${author}${work}${rest ? (book ? `, ${rest}` : ` ${rest}`) : ""}.${url}`;
}

/** The source as a BibTeX entry; the place of the claim goes into the note. */
export function bibtex(source, row, words) {
  const kind = { article: "article", book: "book", memoir: "book", chapter: "incollection" }[source.kind] ?? "misc";
  const fields = {
    author: source.author?.split(/;\s*/).join(" and "),
    title: source.title ?? source.name,
    year: year(source.date),
    howpublished: source.reference,
    url: source.url,
    note: place(row, words),
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `  ${name} = {${braces(value)}}`);
  return `@${kind}{${source.id},\n${lines.join(",\n")}\n}`;
}

function year(date) {
  return /^\d{4}/.exec(date ?? "")?.[0];
}

function braces(text) {
  return String(text).replace(/\\/g, "\\textbackslash{}").replace(/([&%$#_{}])/g, "\\$1");
}
