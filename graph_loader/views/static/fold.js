// Search over names in any spelling.

/** Lower case without diacritics and punctuation: "Łódź" and "lodz" are one. */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[łøđħı]/g, (letter) => ({ ł: "l", ø: "o", đ: "d", ħ: "h", ı: "i" })[letter])
    .replaceAll("ß", "ss")
    .replaceAll("æ", "ae")
    .replaceAll("œ", "oe")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Every spelling of a node once: [[folded, as written], …], the name first. */
export function spellings(node) {
  const written = [node.name, node.name_original, node.acronym, ...(node.aliases ?? []).map((alias) => alias.name)];
  const seen = new Set();
  const result = [];
  for (const name of written) {
    const folded = name ? fold(name) : "";
    if (!folded || seen.has(folded)) continue;
    seen.add(folded);
    result.push([folded, name]);
  }
  return result;
}

/**
 * Nodes that a query may mean, best first: the whole name, its beginning, the beginning of a word, anywhere.
 * Returns [{node, matched}], where matched is the spelling that was found if it is not the name.
 */
export function searchNodes(index, query, limit = 12) {
  const wanted = fold(query);
  if (!wanted) return [];
  const hits = [];
  for (const { node, names, weight } of index) {
    let best = null;
    for (const [folded, written] of names) {
      const rank = rankOf(folded, wanted);
      if (rank !== null && (best === null || rank < best.rank)) best = { rank, written };
    }
    if (best) hits.push({ node, matched: best.written === node.name ? null : best.written, rank: best.rank, weight });
  }
  hits.sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.node.id < b.node.id ? -1 : 1));
  return hits.slice(0, limit);
}

function rankOf(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  const words = name.split(" ");
  if (wanted.split(" ").every((part) => words.some((word) => word.startsWith(part)))) return 3;
  return name.includes(wanted) && wanted.length > 2 ? 4 : null;
}
