// Full-text search over all that a page says: claims, entities, sources and notes. Pure: nothing of the page is used.

import { fold, searchNodes } from "./fold.js";
import { default as MiniSearch } from "../vendor/minisearch.js";

// So many claims are read between two breaths of the page.
const PIECE = 2000;
const FIELDS = { claim: ["text", "about", "ends"], note: ["text"], source: ["text"] };
const BOOST = { text: 2, about: 1.5, ends: 1 };
// Words from this length on may begin a longer one, or hold a slip.
const PREFIX = 3;
const SLIP = 6;

/**
 * Search in a model. The index is made when it is first needed, or, where there is time, bit by bit by `prepare()`.
 * Returns {find(text), matching(text), prepare()}.
 */
export function createSearch(model) {
  const nodes = [...model.nodes.values()].map((node) => ({ node, weight: node.degree }));
  let index, documents, whole, kept, read;

  function begin() {
    index = Object.fromEntries(Object.entries(FIELDS).map(([kind, fields]) => [kind, emptyIndex(fields)]));
    documents = documentsOf(model);
    whole = false;
    kept = { text: null, claims: null };
    read = model.claims;
  }

  function add(most) {
    // Another reading of the claims has another list, and is indexed anew.
    if (read !== model.claims) begin();
    for (let number = 0; number < most && !whole; number++) {
      const { done, value } = documents.next();
      if (done) whole = true;
      else index[value.kind].add(value);
    }
  }

  /** Read on in pieces, so that the page can be used meanwhile. */
  function prepare() {
    add(PIECE);
    if (!whole) setTimeout(prepare);
  }

  function hits(kind, text) {
    add(Infinity);
    return fold(text) ? index[kind].search(text) : [];
  }

  /** Entities, packages, claims, sources and notes, each the likeliest first. */
  function find(text) {
    const named = searchNodes(nodes, text, nodes.length).map(({ node, matched }) => ({ node, matched }));
    const works = new Set(hits("source", text).map(({ id }) => id));
    const isSource = ({ node }) => node.label === "Source";
    for (const { node } of named.filter(isSource)) works.delete(node.id);
    return {
      entities: named.filter((hit) => !isSource(hit)),
      packages: packagesCalled(model, text),
      claims: hits("claim", text).map(({ id }) => ({ claim: model.claim.get(id) })),
      sources: [...named.filter(isSource), ...[...works].map((id) => ({ node: model.nodes.get(id), matched: null }))],
      notes: hits("note", text).map(({ target, number }) => noteOf(model, target, number)),
    };
  }

  /** The ids of the claims that say something, or on which a note does: a filter. */
  function matching(text) {
    if (kept?.text !== text || read !== model.claims) {
      const noted = hits("note", text).map(({ target }) => target);
      kept = { text, claims: new Set([...hits("claim", text).map(({ id }) => id), ...noted.filter((id) => model.claim.has(id))]) };
    }
    return kept.claims;
  }

  return { find, matching, prepare };
}

/** The packages of a collection that bear all words of a text in their name or title, with what is theirs. */
function packagesCalled(model, text) {
  const wanted = fold(text).split(" ").filter(Boolean);
  if (!wanted.length) return [];
  const isMeant = ([name, title]) => {
    const words = fold(`${name} ${title}`).split(" ");
    return wanted.every((one) => words.some((word) => word.startsWith(one)));
  };
  return [...model.packages].filter(isMeant).map(([name, title]) => ({ package_: name, title, ...heldBy(model, name) }));
}

/** Its claims, and the nodes that they tie. */
function heldBy(model, name) {
  const claims = model.claims.filter((claim) => claim.package === name);
  return { claims, nodes: new Set(claims.flatMap(({ from, to }) => [from, to])) };
}

function emptyIndex(fields) {
  return new MiniSearch({
    fields,
    storeFields: ["target", "number"],
    tokenize: (text) => fold(text).split(" "),
    processTerm: (term) => term || null,
    searchOptions: {
      boost: BOOST,
      combineWith: "AND",
      prefix: (term) => term.length >= PREFIX,
      fuzzy: (term) => (term.length >= SLIP ? 1 : false),
    },
  });
}

/** What is searched: a text for each claim, source and note. */
function* documentsOf(model) {
  const names = new Map();
  const namesOf = (id) => {
    if (!names.has(id)) names.set(id, (model.nodes.get(id)?.names ?? []).map(([, written]) => written).join(" / "));
    return names.get(id);
  };
  for (const claim of model.claims) {
    const { id, summary, role, amount, amountMax, unit, evidence } = claim;
    const voices = evidence.flatMap(({ reporters }) => reporters);
    const about = [claim.aboutId, claim.placeId, ...voices].filter(Boolean).map((one) => `${namesOf(one)} ${model.nodes.get(one)?.description ?? ""}`);
    yield { kind: "claim", id, text: [summary, role, amount, amountMax, unit].filter((part) => part !== undefined && part !== null).join(" "), about: about.join(" "), ends: `${namesOf(claim.from)} ${namesOf(claim.to)}` };
    yield* notesOf(claim);
  }
  for (const node of model.nodes.values()) {
    yield* notesOf(node);
    if (node.label === "Source") yield { kind: "source", id: node.id, text: [node.title, node.author, node.container, node.publisher, node.archive, node.description].filter(Boolean).join(" ") };
  }
}

function* notesOf({ id, annotations }) {
  for (const [number, note] of annotations.entries()) yield { kind: "note", id: `${id} ${number}`, target: id, number, text: [note.note, note.suggested].filter(Boolean).join(" ") };
}

function noteOf(model, target, number) {
  const claim = model.claim.get(target);
  const node = model.nodes.get(target);
  return { claim, node: claim ? undefined : node, note: (claim ?? node).annotations[number] };
}
