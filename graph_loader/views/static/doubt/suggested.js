// The data as the sources have them, or as the annotations suggest; one of the two readings is in the model at a time.

import { markDoubts } from "./doubt.js";

// What a reader is told of a change: [property, field of the data].
const TOLD = [
  ["from", "from_id"],
  ["type", "type"],
  ["to", "to_id"],
  ["date", "date"],
  ["role", "role"],
  ["amount", "amount"],
  ["amountMax", "amount_max"],
  ["unit", "unit"],
  ["polarity", "polarity"],
  ["standing", "standing"],
  ["aboutId", "about_id"],
  ["placeId", "place_id"],
  ["summary", "summary"],
  ["name", "name"],
  ["reference", "reference"],
];

/** Read the model as suggested or as said. True if that is another reading than before. */
export function readAs(model, suggested) {
  const reading = suggested && model.changes.length > 0;
  if (model.readsSuggested === reading) return false;
  for (const change of model.changes) {
    const { thing } = change;
    const isClaim = model.claim.get(thing.id) === thing;
    if (isClaim) untie(model, thing);
    Object.assign(thing, reading ? change.suggested : change.said);
    if (isClaim) tie(model, thing);
  }
  // A new list, so that nothing that was made of the other reading passes for this one's.
  model.claims = [...model.claims];
  model.readsSuggested = reading;
  markDoubts(model);
  return true;
}

function untie(model, claim) {
  const { bundle } = claim;
  bundle.claims = bundle.claims.filter((one) => one !== claim);
  for (const id of new Set([claim.from, claim.to])) model.claimsOf.set(id, model.claimsOf.get(id).filter((one) => one !== claim));
}

function tie(model, claim) {
  claim.bundle = model.bundleOf(claim);
  claim.bundle.claims = [...claim.bundle.claims, claim];
  for (const id of new Set([claim.from, claim.to])) model.claimsOf.get(id).push(claim);
}

/** The claims that say something else as suggested; those of which only the possible days differ are not among them. */
export function changedClaims(model) {
  return model.changes.filter(({ thing, told }) => told.length && model.claim.get(thing.id) === thing).map(({ thing }) => thing);
}

/** The nodes that say something else as suggested. */
export function changedNodes(model) {
  return model.changes.filter(({ thing, told }) => told.length && model.nodes.get(thing.id) === thing).map(({ thing }) => thing);
}

/** What a thing says in both readings: [{property, field, said, suggested}, …]; empty if nothing is suggested. */
export function changesOf(model, thing) {
  return model.changeOf.get(thing)?.told ?? [];
}

/** The suggestions that cannot be followed: [{thing, note}, …]. */
export function unfollowed(model) {
  return [...model.claims, ...model.nodes.values()].flatMap((thing) => thing.annotations.filter(({ unusable }) => unusable).map((note) => ({ thing, note })));
}

/** Both readings of a thing: what it is as said, and what it would be as suggested. */
export function changeOf(thing, suggested) {
  const told = TOLD.filter(([property]) => (thing[property] ?? null) !== (suggested[property] ?? null));
  return {
    thing,
    said: { ...thing },
    suggested,
    told: told.map(([property, field]) => ({ property, field, said: thing[property] ?? null, suggested: suggested[property] ?? null })),
  };
}
