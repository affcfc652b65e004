// Notes as a dossier to read without the page: one page of HTML, or Markdown. Text from notes and data is never markup.

import { xml } from "../escape.js";

/** `dossier`: {title, language, lead, labels: {evidence, bibliography}, entries: [{head, sentence, marks, comment, evidence: [text], link}], works: [text]}. */
export function dossierHtml({ title, language, lead, labels, entries, works }) {
  const items = entries.map(
    ({ head, sentence, marks, comment, evidence, link }) =>
      `<section><h2>${xml(head)}</h2>${marks ? `<p class="marks">${xml(marks)}</p>` : ""}${sentence ? `<p>${xml(sentence)}</p>` : ""}${comment ? `<p class="comment">${xml(comment)}</p>` : ""}${evidence.length ? `<p>${xml(labels.evidence)}: ${xml(evidence.join("; "))}</p>` : ""}${link ? `<p class="link">${xml(link)}</p>` : ""}</section>`,
  );
  const style = "body{font:11pt/1.5 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em;color:#1d1b18;background:#fff}h2{font-size:1.05em;margin-bottom:0}section{break-inside:avoid}.marks,.link{font-size:.85em;color:#5b564e;overflow-wrap:anywhere;margin:.2em 0}.comment{white-space:pre-wrap;border-left:3px solid #999;padding-left:.8em}";
  return `<!doctype html>\n<html lang="${xml(language)}">\n<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${xml(title)}</title><style>${style}</style></head>\n<body>\n<h1>${xml(title)}</h1>\n<p class="marks">${xml(lead)}</p>\n${items.join("\n")}\n${works.length ? `<h2>${xml(labels.bibliography)}</h2>\n<ul>${works.map((work) => `<li>${xml(work)}</li>`).join("")}</ul>\n` : ""}</body>\n</html>\n`;
}

export function dossierMarkdown({ title, lead, labels, entries, works }) {
  const items = entries.map(({ head, sentence, marks, comment, evidence, link }) =>
    [
      `## ${plain(head)}`,
      marks && `*${plain(marks)}*`,
      sentence && plain(sentence),
      comment && comment.split("\n").map((line) => `> ${plain(line)}`).join("\n"),
      evidence.length && `${plain(labels.evidence)}: ${plain(evidence.join("; "))}`,
      link && plain(link),
    ].filter(Boolean).join("\n\n"),
  );
  const list = works.length ? [`## ${plain(labels.bibliography)}`, works.map((work) => `- ${plain(work)}`).join("\n")] : [];
  return `${[`# ${plain(title)}`, plain(lead), ...items, ...list].filter(Boolean).join("\n\n")}\n`;
}

/** A text as Markdown shows it, on one line. */
function plain(text) {
  return String(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>#|~&]/g, (sign) => `\\${sign}`)
    .replace(/^(\s*)([-+=]|\d+[.)])(?=\s|$)/, (_, space, sign) => `${space}${sign.slice(0, -1)}\\${sign.at(-1)}`);
}
