// The words of the interface, one table per language.

let tables = {};
let current = "en";
const formats = new Map();

export function setTexts(texts, code) {
  tables = texts;
  setLanguage(code);
}

export function setLanguage(code) {
  current = Object.hasOwn(tables, code) ? code : "en";
}

export function language() {
  return current;
}

export function languages() {
  return Object.keys(tables);
}

/** Look up "group.key" and fill in {placeholders}; English, then the key, where a text is missing. */
export function t(key, values = {}) {
  const text = find(tables[current], key) ?? find(tables.en, key) ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The name of a thing of the vocabulary; its own name where the table has none. */
export function term(group, id, otherwise = null) {
  return find(tables[current], `${group}.${id}`) ?? otherwise ?? find(tables.en, `${group}.${id}`) ?? plain(id);
}

function plain(id) {
  return String(id).toLowerCase().replaceAll("_", " ");
}

/** All texts of a group, those of English where the language in use has none. */
export function phrases(group) {
  return { ...look(tables.en, group), ...look(tables[current], group) };
}

/** A text of several paragraphs. */
export function paragraphs(key) {
  return look(tables[current], key) ?? look(tables.en, key) ?? [];
}

function find(table, key) {
  const found = look(table, key);
  return typeof found === "string" ? found : undefined;
}

function look(table, key) {
  let place = table;
  for (const part of key.split(".")) {
    if (place === null || typeof place !== "object" || !Object.hasOwn(place, part)) return undefined;
    place = place[part];
  }
  return place;
}

/** "1 claim", "12 claims": texts "key.one" and "key.other", with what else is filled in. */
export function count(key, number, values = {}) {
  return t(`${key}.${number === 1 ? "one" : "other"}`, { ...values, n: figure(number) });
}

/** A number for people, with all its digits, grouped as the language in use does. */
export function figure(number) {
  if (!formats.has(current)) formats.set(current, new Intl.NumberFormat(current, { maximumSignificantDigits: 15 }));
  return formats.get(current).format(Number(number));
}
