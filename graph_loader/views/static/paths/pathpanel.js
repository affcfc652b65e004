// The connections between two nodes in the evidence panel, every step with its claims.

import { claimList } from "../panel/claims.js";
import { h } from "../dom.js";
import { dateInWords } from "../time/dates.js";
import { byDate } from "../model.js";
import { whyNoPath } from "./pathreasons.js";
import { count, figure, phrases, t } from "../text.js";

/** Content of the panel for the paths found among `shown` nodes; `route` is the number of the one that is drawn. */
export function pathPanel([from, to], paths, route, shown, api) {
  const title = h("h2", { id: "panel-title", tabindex: "-1" }, t("path.between", { a: api.name(from), b: api.name(to) }));
  if (!paths.length) return [title, h("p", { class: "hint" }, whyNone([from, to], shown, api)), mends([from, to], api)];
  return [
    h("p", { class: "kicker" }, count("path.found", paths.length)),
    title,
    h("p", { class: "hint" }, t(api.state.timed ? "path.hintTimed" : "path.hint")),
    paths.map((path, number) => onePath(path, number, route, api)),
  ];
}

function whyNone(ends, shown, api) {
  if (!ends.every((id) => api.model.nodes.has(id))) return t("panel.gone");
  if (ends[0] === ends[1]) return t("path.same", { name: api.name(ends[0]) });
  const hidden = ends.filter((id) => !shown.has(id));
  return hidden.length ? t("path.hidden", { names: hidden.map(api.name).join(", ") }) : t("path.none");
}

/** Each thing that stands in the way, with a button that lifts it. */
function mends(ends, api) {
  if (ends[0] === ends[1] || !ends.every((id) => api.model.nodes.has(id))) return null;
  const item = ([reason, patch]) =>
    h("li", { "data-reason": reason }, t(`path.why.${reason}`), " ", patch ? h("button", { type: "button", onclick: () => api.mendPath(patch) }, t(`path.lift.${reason}`)) : null);
  return h("ul", { class: "mends" }, whyNoPath(api.model, api.state).map(item));
}

/** By when it can have arrived, where order counts. */
function arrivalOf({ arrival }) {
  return arrival ? [" ", h("span", { class: "number" }, t("path.arrival", { day: dateInWords(arrival, "event", phrases("date")) }))] : null;
}

function onePath(path, number, route, api) {
  const details = h(
    "details",
    { class: "route", open: number === route, "data-route": String(number) },
    h("summary", {}, path.nodes.map((id) => api.name(id)).join(api.state.directed ? " → " : " – "), " ", h("span", { class: "number" }, count("focus.step", path.steps.length)), arrivalOf(path)),
    h("ol", { class: "steps" }, path.steps.map((claims, place) => oneStep(path.nodes, claims, place, api))),
  );
  details.firstChild.addEventListener("click", () => {
    if (!details.open) api.route(number);
  });
  return details;
}

function oneStep(nodes, claims, place, api) {
  const names = [nodes[place], nodes[place + 1]].map(api.name).join(api.state.directed ? " → " : " – ");
  const [first, ...rest] = [...claims].sort(byDate);
  return h(
    "li",
    {},
    h("h3", {}, names, " ", h("span", { class: "number" }, figure(claims.length))),
    claimList([first], api),
    rest.length ? h("details", {}, h("summary", {}, count("panel.more", rest.length)), claimList(rest, api)) : null,
  );
}
