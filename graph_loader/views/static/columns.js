// Reads what views/columns.py wrote: columns as rows, and the compressed data of a page.

/** The data of a page from their text: base64 of gzip of JSON. */
export async function unpacked(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place++) bytes[place] = letters.charCodeAt(place);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** The rows of a table; what is unknown in a row is not in it. */
export function rowsOf({ length, columns }) {
  const rows = Array.from({ length }, () => ({}));
  for (const [name, column] of Object.entries(columns)) {
    const values = valuesOf(column);
    for (let place = 0; place < length; place++) if (values[place] !== null) put(rows[place], name, values[place]);
  }
  return rows;
}

/** Give a thing a property of any name. */
export function put(thing, name, value) {
  if (name === "__proto__") Object.defineProperty(thing, name, { value, enumerable: true, configurable: true, writable: true });
  else thing[name] = value;
}

function valuesOf({ values, of, at, counts, rows }) {
  if (values) return values;
  if (of) return at.map((place) => of[place]);
  const parts = rowsOf(rows);
  let start = 0;
  return counts.map((count) => (count === null ? null : parts.slice(start, (start += count))));
}
