// Search over names in any spelling: those of the nodes come folded from names.py, only the query is folded here.
// The same steps as there; tests/fixtures/spellings.json holds both to them.

// Letters with a stroke or a ligature have no decomposition in Unicode.
const LETTERS = { ß: "ss", ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ħ: "h", ŧ: "t", ŋ: "n", ς: "σ" };

/** Lower case without diacritics and punctuation: "Łódź" and "lodz" are one. */
export function fold(text) {
  const words = text
    .replaceAll("´", "'")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\p{Cf}/gu, "")
    .replace(/[ßłøđðþæœıħŧŋς]/g, (letter) => LETTERS[letter])
    .replace(/['`’‘‛ʼʻʽʾʿʹʺ′]|\.(?![\p{L}\p{N}]{3})/gu, "")
    .match(/[\p{L}\p{N}]+/gu);
  return words?.join(" ") ?? "";
}

/** Whether a person is meant: by a last name in full, given names or their initials, and further initials. */
export function bears(words, name, last) {
  const given = name.split(" ");
  if (!words.includes(last) || !given.includes(last)) return false;
  const wanted = [...words];
  wanted.splice(wanted.indexOf(last), 1);
  given.splice(given.indexOf(last), 1);
  const further = wanted
    .sort((a, b) => b.length - a.length)
    .filter((word) => {
      const match = given.findIndex((part) => part === word || ((part.length === 1 || word.length === 1) && part[0] === word[0]));
      if (match >= 0) given.splice(match, 1);
      return match < 0;
    });
  return further.length < wanted.length && further.every((word) => word.length === 1);
}

/**
 * Nodes that a query may mean, best first: the whole name, a metonym, its words in another order or a last name, a
 * person's initials (so far as the command finds them too); then the beginning of a name, of a word, anywhere.
 * Index: [{node, weight}], whose nodes hold `names`: [[folded, as written, whether it is the node's own], …].
 * Returns [{node, matched}], where matched is the spelling that was found if it is not the name.
 */
export function searchNodes(index, query, limit = 12) {
  const wanted = { key: fold(query), words: fold(query.replaceAll(".", " ")).split(" ") };
  if (!wanted.key) return [];
  wanted.sorted = sortedWords(wanted.key);
  const hits = [];
  for (const { node, weight } of index) {
    let best = null;
    for (const name of node.names) {
      const rank = rankOf(node, name, wanted);
      if (rank !== null && (best === null || rank < best.rank)) best = { rank, written: name[1] };
    }
    if (best) hits.push({ node, matched: best.written === node.name ? null : best.written, rank: best.rank, weight });
  }
  hits.sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.node.id < b.node.id ? -1 : 1));
  return hits.slice(0, limit);
}

/** The one node that a query means: the only one that bears the whole name, or the only one that is found; else null. */
export function onlyOne(index, query) {
  const [first, second] = searchNodes(index, query, 2);
  if (!first || (second && (first.rank > WHOLE || second.rank === first.rank))) return null;
  return first.node;
}

/** Up to here a rank means the whole name: what the command would find, too. */
export const WHOLE = 3;

function rankOf(node, [name, , own], { key, words, sorted }) {
  if (name === key) return own ? 0 : 1;
  if (own && sortedWords(name) === sorted) return 2;
  if (own && node.label === "Person") {
    const lasts = [name, node.names[0][0]].map((one) => one.slice(one.lastIndexOf(" ") + 1));
    if (lasts[1] === key) return 2;
    if (lasts.some((last) => bears(words, name, last))) return WHOLE;
  }
  if (name.startsWith(key)) return 4;
  if (name.includes(` ${key}`)) return 5;
  const parts = name.split(" ");
  if (key.split(" ").every((part) => parts.some((word) => word.startsWith(part)))) return 6;
  return name.includes(key) && key.length > 2 ? 7 : null;
}

function sortedWords(key) {
  return key.split(" ").sort().join(" ");
}
