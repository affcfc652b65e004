// A small model for the unit tests of the page's modules.

import { buildModel } from "../../graph_loader/views/static/model.js";
import { initialState } from "../../graph_loader/views/static/state.js";

const node = (id, label, region, more = {}) => ({ id, label, name: id, region, state: more.state, degree: 1, drawn: true, ...more });

const claim = (id, from, type, to, more = {}) => ({
  id,
  from,
  to,
  type,
  family: "contact",
  aspect: "event",
  standing: "stated",
  evidence: [{ source: "one", locator: "p01" }],
  ...more,
});

const day = (date) => ({ date, years: [Number(date.slice(0, 4)), Number(date.slice(0, 4))], start: date, start_latest: date, end_earliest: date, end: date });
const year = (date) => ({ date, years: [Number(date), Number(date)], start: `${date}-01-01`, start_latest: `${date}-12-31`, end_earliest: `${date}-01-01`, end: `${date}-12-31` });

/** `polarities`: of claims by their ids. */
export function samplePayload(polarities = {}) {
  const nodes = [
    node("ussr", "State", "moscow", { side: "warsaw-pact", state: "ussr" }),
    node("kgb", "Organization", "moscow", { state: "ussr" }),
    node("chile", "State", "santiago", { state: "chile" }),
    node("allende", "Person", "santiago", { state: "chile", name: "Salvador Allende" }),
    node("argentina", "State", "buenos-aires", { state: "argentina" }),
    node("prague", "Place", "eastern-europe"),
    node("lonely", "Topic", undefined),
    node("book", "Source", undefined, { drawn: false }),
  ];
  const claims = [
    claim("c1", "ussr", "AIDED", "chile", { family: "influence", ...year("1971") }),
    claim("c2", "chile", "VISITED", "ussr", { ...day("1972-12-06"), evidence: [{ source: "two", locator: "p02" }] }),
    claim("c3", "kgb", "MET_WITH", "allende", { standing: "reported", symmetric: true }),
    claim("c4", "allende", "LED", "chile", { family: "membership", aspect: "state", date: "1970-11/1973-09", start: "1970-11-01", start_latest: "1970-11-30", end_earliest: "1973-09-01", end: "1973-09-30", years: [1970, 1973], held: ["1970-11-30", "1973-09-01"] }),
    claim("c5", "kgb", "PART_OF", "ussr", { family: "membership", aspect: "state", date: "1954/..", start: "1954-01-01", start_latest: "1954-12-31", years: [1954], held: ["1954-12-31", null] }),
    claim("c6", "ussr", "TRADED_WITH", "argentina", { family: "trade", ...year("1980") }),
    claim("c7", "kgb", "LOCATED_IN", "prague", { family: "location" }),
    claim("c8", "prague", "LOCATED_IN", "argentina", { family: "location" }),
  ];
  const look = {
    theatre: { moscow: { name: "Moscow", colour: "#670000" } },
    kind: { State: { colour: "#9d2c31", shape: "square" }, Person: { colour: "#0343d5", shape: "dot" } },
    family: { contact: { colour: "#0031ff" }, influence: { colour: "#c53b00" }, trade: { colour: "#0a7250" }, membership: { colour: "#2c294f" }, location: { colour: "#a9b9a8", spatial: true } },
    bloc: {},
    type: { PART_OF: { verb: "was part of" } },
  };
  const places = nodes.filter((one) => one.drawn).map((one, number) => ({ id: one.id, x: number * 100, y: (number % 3) * 80, size: 12, shape: "dot" }));
  for (const [id, polarity] of Object.entries(polarities)) claims.find((one) => one.id === id).polarity = polarity;
  return {
    title: "Sample",
    name: "sample",
    version: "1.0.0",
    nodes,
    claims,
    look,
    regions: [{ theatre: "moscow", x: 50, y: 50, rx: 120, ry: 90 }],
    drawn: places,
  };
}

export function sampleModel(polarities) {
  return buildModel(samplePayload(polarities));
}

export function stateWith(patch = {}) {
  const state = initialState();
  return { ...state, ...patch, hidden: { ...state.hidden, ...patch.hidden } };
}

export const ids = (claims) => claims.map((one) => one.id).sort();
