// What is doubtful of a claim: by the coders' notes on it, by its standing and by its polarity. Pure.

import { meets } from "../time/dates.js";

/** Kinds of doubt in the order in which they are listed; others' kinds follow. "opposed": affirmed here, denied there. */
export const DOUBTS = ["contradiction", "opposed", "probable-error", "ambiguity", "vague-date", "attribution", "context"];

const CONTRADICTION = "contradiction";
// A note that tells more and doubts nothing.
const CONTEXT = "context";

const NONE = Object.freeze([]);
const UNNOTED = Object.freeze(["none"]);

/** Give every claim its `doubts`: the kinds of note on it, and what others say against it. */
export function markDoubts({ claims, claim, nodes }) {
  const found = new Map();
  const add = (one, kind) => found.set(one, (found.get(one) ?? new Set()).add(kind));
  for (const one of claims) for (const note of one.annotations) add(one, kindOf(note));
  for (const one of [...claims, ...nodes.values()]) {
    for (const note of one.annotations) if (claim.has(note.other)) add(claim.get(note.other), kindOf(note));
  }
  for (const { denied, others } of denials(claims)) {
    const against = others.filter((other) => mayMeet(denied, other));
    for (const one of against.length ? [denied, ...against] : []) add(one, "opposed");
  }
  for (const one of claims) one.doubts = found.has(one) ? [...found.get(one)].sort(byKind) : NONE;
}

/** A note of a kind that nobody named is a note all the same. */
function kindOf({ kind }) {
  return kind ?? "note";
}

export function byKind(a, b) {
  const place = (kind) => (DOUBTS.includes(kind) ? DOUBTS.indexOf(kind) : DOUBTS.length);
  return place(a) - place(b) || (a < b ? -1 : Number(a > b));
}

/** The values of the facet: what is noted on a claim, "none" where nothing is. */
export function doubtValues({ doubts }) {
  return doubts.length ? doubts : UNNOTED;
}

/** What is noted against a claim, without what is only added to it. */
export function doubtsOf({ doubts }) {
  return doubts.filter((kind) => kind !== CONTEXT);
}

/** Whether anything is noted against a claim. */
export function isDoubtful(claim) {
  return doubtsOf(claim).length > 0;
}

/** How many of the claims are strained, denied, not plainly stated, or doubtful: only what there is. */
export function tallyDoubt(claims) {
  const counts = { strained: 0, denied: 0, reported: 0, inferred: 0, disputed: 0, doubtful: 0 };
  for (const claim of claims) {
    for (const value of [claim.polarity, claim.standing]) if (Object.hasOwn(counts, value)) counts[value] += 1;
    if (isDoubtful(claim)) counts.doubtful += 1;
  }
  return Object.entries(counts).filter(([, number]) => number);
}

/**
 * Where the sources disagree: [{how, one, others, note}, …]. "noted": a coder noted that `one`, a claim or a node,
 * contradicts another; the notes come first. "opposed": `one` denies what `others` affirm, a tie of one type between
 * the same two at dates that may be the same; as cypher/queries/contradictions.
 */
export function disagreements({ claims, claim, nodes }) {
  const thing = (id) => claim.get(id) ?? nodes.get(id);
  const noted = [...claims, ...nodes.values()].flatMap((one) =>
    one.annotations.filter(({ kind }) => kind === CONTRADICTION).map((note) => ({ how: "noted", one, others: [thing(note.other)].filter(Boolean), note })),
  );
  const opposed = denials(claims).map(({ denied, others }) => ({ how: "opposed", one: denied, others: others.filter((other) => mayMeet(denied, other)) }));
  return [...noted, ...opposed.filter(({ others }) => others.length)];
}

/** What is denied, each with the claims of the same tie that are not. */
function denials(claims) {
  const ties = new Map();
  for (const one of claims) if (one.polarity === "denied") ties.set(tieOf(one), []);
  if (!ties.size) return [];
  for (const one of claims) if (one.polarity !== "denied") ties.get(tieOf(one))?.push(one);
  return claims.filter(({ polarity }) => polarity === "denied").map((denied) => ({ denied, others: ties.get(tieOf(denied)) }));
}

function tieOf({ type, from, to }) {
  return JSON.stringify([type, from, to]);
}

/** Whether the dates of two claims may be the same; of the undated nobody knows. */
function mayMeet(one, other) {
  return meets(one.possible, ...other.possible);
}
