// The only place that knows the payload, the JSON of views/payload.py and views/explorer.py: everybody else asks the
// model, whose things are made here once.

import { put, rowsOf, unpacked } from "./columns.js";
import { markDoubts } from "./doubt/doubt.js";
import { createSearch } from "./search/search.js";
import { changeOf } from "./doubt/suggested.js";

/** The model of a page, from the text of its data. */
export async function readModel(text) {
  const data = await unpacked(text);
  return buildModel({ ...data, nodes: rowsOf(data.nodes), claims: rowsOf(data.claims), drawn: rowsOf(data.drawn) });
}

/** Make the model once; nothing of the payload itself stays in it. */
export function buildModel(data) {
  const look = lookOf(data.look);
  const nodes = new Map(data.nodes.map((row) => [row.id, nodeOf(row, look)]));
  const places = (data.places ?? []).map(copied);
  const bundleOf = bundler();
  // The packages of a collection: [[name, title], …].
  const packages = new Map(data.packages);
  const claims = data.claims.map((row) => claimOf(row, bundleOf(row), places));
  for (const claim of claims) claim.bundle.claims.push(claim);
  const claimsOf = new Map([...nodes.keys()].map((id) => [id, []]));
  for (const claim of claims) {
    claimsOf.get(claim.from).push(claim);
    if (claim.to !== claim.from) claimsOf.get(claim.to).push(claim);
  }
  const claim = new Map(claims.map((one) => [one.id, one]));
  const changes = [
    ...suggestedRows(data.claims).map((row) => changeOf(claim.get(row.id), claimOf(row, bundleOf(row), places))),
    ...suggestedRows(data.nodes).map((row) => changeOf(nodes.get(row.id), nodeOf(row, look))),
  ];
  const model = {
    title: data.title,
    /** The package. */
    name: data.name ?? "",
    /** Which data these are: "coldwar 1.0.0". */
    edition: [data.name, data.version, data.draft === undefined ? "" : "(draft)"].filter(Boolean).join(" "),
    /** The day of the data, in ISO form, if they say it. */
    created: data.created,
    /** How many rows of the data a draft leaves out. */
    draft: data.draft,
    /** Of a page that holds only a part: which, and of how much; see panel/part.js. */
    part: copied(data.part),
    language: data.language,
    /** The titles of the packages of a collection, by name; empty for one package. */
    packages,
    /** The claims of each fact that several tell, by the id of the fact. */
    facts: factsOf(claims, packages),
    /** The address of the page's own start. */
    start: data.start,
    /** The first and the last year of the study, if it names them. */
    span: data.years && [...data.years],
    /** The periods of the study: first and last year, and what begins them, by language. */
    periods: (data.periods ?? []).map(({ first, last, begins }) => ({ first, last, begins: { ...begins } })),
    /** Groups of the study, by id: their names by language and the ids of their members. */
    groups: new Map((data.groups ?? []).map(({ id, names, members }) => [id, { names: { ...names }, members: new Set(members) }])),
    /** Contrasts of the study: their names, the group that is the partner, and two sides: whom, first and last day. */
    contrasts: (data.contrasts ?? []).map(({ names, partner, sides }) => ({ names: { ...names }, partner, sides: sides.map(({ from, to, whom }) => ({ from, to, whom: [...whom] })) })),
    galleries: { ...data.galleries },
    presets: (data.presets ?? []).map(({ id, group, state, names }) => ({ id, group, state, names: { ...names } })),
    look,
    /** Columns that the package added: their titles, by the label of nodes or "Claim", and by column. */
    own: copied(data.own ?? {}),
    /** Outlines of the land: rings of longitude, latitude, … */
    land: (data.land ?? []).map((ring) => [...ring]),
    /** Those that have a region. */
    theatres: data.regions.map(({ theatre }) => theatre),
    regions: data.regions.map(({ theatre, x, y, rx, ry }) => ({ theatre, x, y, rx, ry })),
    /** Where each drawn node lies; what the reader drags changes its place here. */
    places: new Map(data.drawn.map(({ id, x, y, size, shape }) => [id, { id, x, y, size, shape }])),
    nodes,
    claims,
    claim,
    claimsOf,
    bundleOf,
    /** What would be otherwise if the suggested values were followed, and whether it is now; see suggested.js. */
    changes,
    changeOf: new Map(changes.map((change) => [change.thing, change])),
    readsSuggested: false,
  };
  model.search = createSearch(model);
  markDoubts(model);
  return model;
}

function factsOf(claims, packages) {
  const facts = new Map();
  for (const claim of claims) if (claim.sameFact && packages.has(claim.package)) facts.set(claim.sameFact, [...(facts.get(claim.sameFact) ?? []), claim]);
  return new Map([...facts].filter(([, told]) => told.length > 1));
}

/** The rows of what would differ as suggested, as they would then be. */
function suggestedRows(rows) {
  return rows.filter((row) => row.suggested).map(({ suggested, ...row }) => Object.fromEntries(Object.entries({ ...row, ...suggested }).filter(([, value]) => value !== null)));
}

/** Tells which bundle a claim belongs to: {from, to, claims}, all claims between two nodes, whichever way they go. */
function bundler() {
  const bundles = new Map();
  return ({ from, to }) => {
    const key = pairKey(from, to);
    if (!bundles.has(key)) bundles.set(key, { from, to, claims: [] });
    return bundles.get(key);
  };
}

/** Colours, shapes and names by id, in the order of the vocabulary. */
function lookOf({ theatre, kind, family, bloc, type }) {
  const each = (things, made) => Object.fromEntries(Object.entries(things).map(([id, thing]) => [id, made(thing)]));
  return {
    theatre: each(theatre, ({ name, colour, centre }) => ({ name, colour, centre: centre && [...centre] })),
    kind: each(kind, ({ name, colour, shape, hollow }) => ({ name, colour, shape, hollow: Boolean(hollow) })),
    family: each(family, ({ name, colour, spatial }) => ({ name, colour, spatial: Boolean(spatial) })),
    bloc: each(bloc, ({ name }) => ({ name })),
    type: each(type, ({ verb }) => ({ verb })),
  };
}

// What the page is told beside the columns of the data, and what is in a form of its own.
const APART = ["id", "evidence", "aliases", "annotations", "identifiers", "possible", "held", "years", "suggested"];
const OF_A_NODE = new Set([...APART, "label", "name", "degree", "drawn", "region", "side", "state", "spot", "measures", "names", "life", "start", "start_latest", "end_earliest", "end"]);
const OF_A_CLAIM = new Set([...APART, "from", "to", "type", "symmetric"]);
const BELONGING = ["state_id", "parent_id", "part_of", "place_id"];

function nodeOf(row, look) {
  const { id, label, name, degree, drawn, names, region, side, state, life } = row;
  const { description, kind, acronym, orientation, bloc, born, died, founded, dissolved, longitude, latitude } = row;
  const { author, title, archive, reference, language, url, doi, publisher, container, volume, issue, pages } = row;
  return {
    id, label, name, degree, drawn, region, side, state,
    /** Where it lies on the map: its place, else its theatre, if anybody said where that is. */
    spot: row.spot ?? (look.theatre[region]?.centre ? `@${region}` : undefined),
    description, kind, acronym, orientation, bloc, born, died, founded, dissolved, longitude, latitude,
    // Of a source.
    author, title, archive, reference, language, url, doi, publisher, container, volume, issue, pages,
    ...daysOf(row),
    originalName: row.name_original,
    /** [[folded, as written, whether it is the node's own], …] */
    names: copied(names),
    /** The first and the last day of what begins and ends, if it is known. */
    life: life && [...life],
    aliases: (row.aliases ?? []).map((alias) => alias.name),
    /** Its name, and what it is called in other languages, where the data say it. */
    called: { own: name, ...titlesOf(label, row.aliases ?? []) },
    annotations: annotationsOf(row),
    /** Ids under which others know it; `link` leads to them, where one does. */
    identifiers: (row.identifiers ?? []).map((it) => ({ scheme: it.scheme, value: it.value, name: it.name, link: it.link })),
    /** What it belongs to: [["state_id", id], …]. */
    belongsTo: BELONGING.filter((column) => row[column]).map((column) => [column, row[column]]),
    measures: measuresOf(row.measures ?? {}),
    /** What each package of a collection says: {package, id, name, columns}. */
    members: membersOf(row.members),
    columns: columnsOf(row, OF_A_NODE),
  };
}

function claimOf(row, bundle, places) {
  const { id, from, to, type, family, aspect, standing, role, amount, unit, summary } = row;
  return {
    id, from, to, type, family, aspect, standing, role, amount, unit, summary, bundle,
    ...daysOf(row),
    /** "affirmed", "strained" or "denied": whether it was so. */
    polarity: row.polarity ?? "affirmed",
    symmetric: Boolean(row.symmetric),
    /** The days on which it may have happened or held. */
    possible: [...(row.possible ?? [row.start, row.end])],
    /** The days on which a state certainly held, if there are any. */
    held: row.held && [...row.held],
    amountMax: row.amount_max,
    aboutId: row.about_id,
    placeId: row.place_id,
    evidence: row.evidence.map((piece) => pieceOf(piece, places)),
    /** In a collection, which package says so. */
    package: row.package,
    /** The fact that it tells, where another package's claim is decided to tell it too. */
    sameFact: row.same_fact,
    /** On how many passages it rests. */
    passages: row.evidence.length < 2 ? row.evidence.length : passagesOf([row]).length,
    annotations: annotationsOf(row),
    columns: columnsOf(row, OF_A_CLAIM),
  };
}

// Only here a title is the name translated. What bodies, coups and laws called themselves ("National Reorganisation
// Process" for a regime) says more, or less, than their name does; a person's name is in no language.
const TRANSLATED = new Set(["State", "Place", "Party", "Topic"]);

/** By language the title in it, the first where there are several, of what is called by it. */
function titlesOf(label, aliases) {
  const titles = !TRANSLATED.has(label) ? [] : aliases.filter(({ kind, language }) => kind === "title" && language);
  return Object.fromEntries(titles.reverse().map((alias) => [alias.language, alias.name]));
}

/** Call every node as it is called in a language, where the data say how, else by its own name. */
export function callIn(model, language) {
  const other = language === model.language ? null : language;
  for (const node of model.nodes.values()) node.name = node.called[other] ?? node.called.own;
}

/** The date in EDTF, its bounds, and its first and last year; what goes on has no last. */
function daysOf(row) {
  const { date, start, end } = row;
  return { date, start, startLatest: row.start_latest, endEarliest: row.end_earliest, end, years: row.years && [...row.years] };
}

/** A row of evidence; `place` and `citedPlace` are said by language, and in short for citations. */
function pieceOf(row, places) {
  const { source, locator, footnote, cites } = row;
  const reporters = row.reported_by ? String(row.reported_by).split(/;\s*/).filter(Boolean) : [];
  return { source, locator, footnote, cites, place: places[row.at], citedPlace: places[row.cites_at], reporters };
}

function annotationsOf(row) {
  return (row.annotations ?? []).map(({ id, kind, field, suggested, note, unusable, other_id, source_id, locator }) => ({ id, kind, field, suggested, note, unusable, other: other_id, source: source_id, locator }));
}

/** A package may have a column of this name that holds something else. */
function membersOf(rows) {
  const isMember = (row) => typeof row?.columns === "object" && row.columns !== null && typeof row.package === "string";
  return Array.isArray(rows) ? rows.filter(isMember).map((row) => ({ package: row.package, id: row.id, name: row.name, columns: { ...row.columns } })) : [];
}

function measuresOf(row) {
  const { degree, betweenness, actors } = row;
  const rank = { first: row.betweenness_rank, last: row.betweenness_rank_last, low: row.betweenness_rank_low, high: row.betweenness_rank_high };
  return { degree, betweenness, actors, rank, estimated: row.betweenness_estimated === true, role: row.brokerage_role };
}

/** Between the parts of a list that is written as one text. */
export const BETWEEN = " | ";

/** The columns of the data by their own names, for files. */
function columnsOf(row, apart) {
  const columns = {};
  for (const column of Object.keys(row)) if (!apart.has(column)) put(columns, column, written(row[column]));
  return columns;
}

/** A value as a text, a number or a truth value. */
function written(value) {
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? value.join(BETWEEN) : JSON.stringify(value);
}

function copied(value) {
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copied(part)]));
}

/** One key for two ids in either order; the length keeps pairs apart whatever the ids hold. */
export function pairKey(a, b) {
  return a < b ? `${a.length} ${a} ${b}` : `${b.length} ${b} ${a}`;
}

export function otherEnd(claim, id) {
  return claim.from === id ? claim.to : claim.from;
}

/** The distinct passages behind claims, each place in a source once; as graph_loader/passages.py lists them. */
export function passagesOf(claims) {
  return [...new Set(claims.flatMap((claim) => claim.evidence.map((row) => `${row.source}#${row.locator ?? ""}`)))];
}

/** Claims in order of date, undated ones last: by their first day, then by their last; as graph_loader/dossier.py. */
export function byDate(a, b) {
  const one = moment(a);
  const other = moment(b);
  const place = one.findIndex((value, number) => value !== other[number]);
  return place < 0 ? 0 : one[place] < other[place] ? -1 : 1;
}

function moment({ date, start, endEarliest, end, id }) {
  return [date ? 0 : 1, start ?? endEarliest ?? "", end ?? "9999", id];
}

/** Whether claims say that it was so: "affirmed" if one of them does, "denied" if all deny it, else "strained". */
export function polarityOf(claims) {
  if (claims.some(({ polarity }) => polarity === "affirmed")) return "affirmed";
  return claims.every(({ polarity }) => polarity === "denied") ? "denied" : "strained";
}

/** Visible claims by bundle: Map of bundles to claims. */
export function bundlesOf(claims) {
  const bundles = new Map();
  for (const claim of claims) {
    const { bundle } = claim;
    const known = bundles.get(bundle);
    if (known) known.push(claim);
    else bundles.set(bundle, bundle.claims.length > 1 ? [claim] : bundle.claims);
  }
  return bundles;
}

/** How many of the claims each node has a part in: the important names are those of the present view. */
export function weigh(claims) {
  const weights = new Map();
  const add = (id) => weights.set(id, (weights.get(id) ?? 0) + 1);
  for (const { from, to } of claims) {
    add(from);
    if (to !== from) add(to);
  }
  return weights;
}

/**
 * The claims that a selection stands for: {kind: node | tie | claim | cell | both | end | undated | suggested, ids};
 * `both`: a cell, either way; `end`: what touches a group.
 */
export function selectedClaims(model, selection, claims) {
  return claims.filter(picking(model, selection));
}

/** Tells of a claim whether a selection stands for it. */
export function picking(model, { kind, ids }) {
  const [one, other] = ids;
  const between = (from, to) => (claim) => inGroup(model.nodes.get(claim.from), from) && inGroup(model.nodes.get(claim.to), to);
  return {
    node: (claim) => claim.from === one || claim.to === one,
    tie: (claim) => (claim.from === one && claim.to === other) || (claim.from === other && claim.to === one),
    claim: (claim) => claim.id === one,
    cell: between(one, other),
    both: (claim) => between(one, other)(claim) || between(other, one)(claim),
    end: (claim) => inGroup(model.nodes.get(claim.from), one) || inGroup(model.nodes.get(claim.to), one),
    undated: (claim) => !claim.date,
    suggested: (claim) => Boolean(model.changeOf.get(claim)?.told.length),
  }[kind];
}

/** The nodes that a selection lies between; of a cell, none. */
export function selectedEnds(model, { kind, ids }) {
  const claim = kind === "claim" ? model.claim.get(ids[0]) : null;
  if (kind === "node" || kind === "tie") return ids;
  return claim ? [claim.from, claim.to] : [];
}

/** Whether a node belongs to "region/north", "state/norway" or "spot/oslo"; to "region/", if it has no theatre. */
function inGroup(node, group) {
  const cut = group.indexOf("/");
  return (groupOf(node, group.slice(0, cut)) ?? "") === group.slice(cut + 1);
}

/** The group of a node: its theatre, bloc ("side"), kind ("label") or state, or where it lies on the map ("spot"). */
export function groupOf(node, by) {
  return node[by] ?? null;
}
