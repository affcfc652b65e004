// The words that stand in the page itself, in the language that is read.

import { byId } from "./dom.js";
import { callIn } from "./model.js";
import { partInWords } from "./panel/part.js";
import { count, language, setLanguage, t } from "./text.js";

/** Speak a language: all that is written in the page, and the names of the data. */
export function speak(model, code) {
  setLanguage(code);
  callIn(model, language());
  document.documentElement.lang = language();
  document.title = t("page.title");
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  if (model.draft !== undefined) byId("draft").textContent = count("draft", model.draft);
  if (model.part) byId("part").textContent = partInWords(model);
  for (const name of ["aria-label", "title"]) byId("side-close").setAttribute(name, t("panel.close"));
}
