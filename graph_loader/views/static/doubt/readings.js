// The two readings of a thing in words: as its source has it, and as the annotations suggest.

import { dateInWords } from "../time/dates.js";
import { h } from "../dom.js";
import { changesOf } from "./suggested.js";
import { figure, phrases, t, term } from "../text.js";

/** A line on a claim or node that is read as suggested: what its source has instead. Nothing where both are the same. */
export function readingNote(thing, { model, name }) {
  const changes = model.readsSuggested ? changesOf(model, thing) : [];
  if (!changes.length) return null;
  const said = changes.map(({ property, field, said: value }) => `${fieldName(field)}: ${inWords(property, value, thing, name)}`);
  return h("p", { class: "reading-note" }, h("strong", {}, t("suggested.read")), ` ${t("suggested.said", { values: said.join("; ") })}`);
}

/** What a column of the data is called. */
export function fieldName(field) {
  return term("fields", field);
}

function inWords(property, value, thing, name) {
  if (property === "date") return dateInWords(value, thing.aspect ?? "event", phrases("date"));
  if (value === null || value === "") return t("suggested.nothing");
  if (["from", "to", "aboutId", "placeId"].includes(property)) return name(value);
  if (property === "type") return term("types", value);
  if (property === "standing" || property === "polarity") return term(property === "standing" ? "standings" : "polarities", value);
  return typeof value === "number" ? figure(value) : value;
}
