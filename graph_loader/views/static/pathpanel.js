// The connections between two nodes in the evidence panel, every step with its claims.

import { claimList } from "./claims.js";
import { h } from "./dom.js";
import { byDate } from "./model.js";
import { count, figure, t } from "./text.js";

/** Content of the panel for the paths found among `shown` nodes; `route` is the number of the one that is drawn. */
export function pathPanel([from, to], paths, route, shown, api) {
  const title = h("h2", { id: "panel-title", tabindex: "-1" }, t("path.between", { a: api.name(from), b: api.name(to) }));
  if (!paths.length) return [title, h("p", { class: "hint" }, whyNone([from, to], shown, api))];
  return [
    h("p", { class: "kicker" }, count("path.found", paths.length)),
    title,
    h("p", { class: "hint" }, t("path.hint")),
    paths.map((path, number) => onePath(path, number, route, api)),
  ];
}

function whyNone(ends, shown, api) {
  if (!ends.every((id) => api.model.nodes.has(id))) return t("panel.gone");
  if (ends[0] === ends[1]) return t("path.same", { name: api.name(ends[0]) });
  const hidden = ends.filter((id) => !shown.has(id));
  return hidden.length ? t("path.hidden", { names: hidden.map(api.name).join(", ") }) : t("path.none");
}

function onePath(path, number, route, api) {
  const details = h(
    "details",
    { class: "route", open: number === route, "data-route": String(number) },
    h("summary", {}, path.nodes.map((id) => api.name(id)).join(" – "), " ", h("span", { class: "number" }, count("focus.step", path.steps.length))),
    h("ol", { class: "steps" }, path.steps.map((claims, place) => oneStep(path.nodes, claims, place, api))),
  );
  details.firstChild.addEventListener("click", () => {
    if (!details.open) api.route(number);
  });
  return details;
}

function oneStep(nodes, claims, place, api) {
  const names = `${api.name(nodes[place])} – ${api.name(nodes[place + 1])}`;
  const [first, ...rest] = [...claims].sort(byDate);
  return h(
    "li",
    {},
    h("h3", {}, names, " ", h("span", { class: "number" }, figure(claims.length))),
    claimList([first], api),
    rest.length ? h("details", {}, h("summary", {}, count("panel.more", rest.length)), claimList(rest, api)) : null,
  );
}
