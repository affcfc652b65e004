// Who says so, in a collection: the package of a claim, and what each package says of an entity.

import { h } from "../dom.js";
import { dateInWords } from "../time/dates.js";
import { phrases, t } from "../text.js";

const DATES = ["born", "died", "founded", "dissolved", "date"];

/** A badge with the package of a claim; none where there is one package only. */
export function packageBadge(claim, { model }) {
  if (!model.packages.has(claim.package)) return null;
  return h("span", { class: "badge badge-package", title: model.packages.get(claim.package) }, claim.package);
}

/** What each package calls a node, and where it says otherwise than stands above; null where one alone has it. */
export function saidByEach(node, api) {
  if (node.members.length < 2) return null;
  const titles = api.model.own[node.label] ?? {};
  return h(
    "details",
    { class: "members", open: true },
    h("summary", {}, t("package.each")),
    h("dl", { class: "facts" }, node.members.map((member) => [h("dt", {}, packageMark(member.package, api)), h("dd", {}, sayingOf(member, node, titles, api))])),
  );
}

/** The name of a package, which says its title to whoever asks. */
export function packageMark(id, { model }) {
  return h("span", { title: model.packages.get(id) ?? id }, id);
}

function sayingOf(member, node, titles, api) {
  const others = Object.entries(member.columns).filter(([column, cell]) => !isSame(node.columns[column], cell));
  return [
    h("div", {}, member.name, " ", h("code", {}, member.id)),
    others.map(([column, cell]) => h("div", { class: "otherwise" }, `${titleOf(column, titles)}: ${inWords(column, cell, api)}`)),
  ];
}

/** Whether a cell says what the node has; "12.50" is 12.5. */
function isSame(value, cell) {
  return String(value ?? "") === cell || (typeof value === "number" && cell.trim() !== "" && Number(cell) === value);
}

function titleOf(column, titles) {
  if (Object.hasOwn(titles, column)) return titles[column];
  const key = `node.${column === "name_original" ? "original" : column}`;
  const title = t(key);
  return title === key ? column.replaceAll("_", " ") : title;
}

function inWords(column, cell, api) {
  if (DATES.includes(column)) return dateInWords(cell, "event", phrases("date"));
  return api.model.nodes.has(cell) && column.match(/_id$|^part_of$/) ? api.name(cell) : cell;
}
