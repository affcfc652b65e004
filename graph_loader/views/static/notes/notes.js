// The reader's notes: claims collected with comments, in an order. Pure: lists in, lists out.

/** What a file of notes says it is. */
const FORMAT = "coldwar-notes";

/** Add claims that are not there yet: [{id, comment, said}, …]; `said` names a claim that another edition does not hold. */
export function collected(notes, claims, sayIt) {
  const there = new Set(notes.map(({ id }) => id));
  return [...notes, ...claims.filter(({ id }) => !there.has(id)).map((claim) => ({ id: claim.id, comment: "", said: sayIt(claim) }))];
}

export function without(notes, id) {
  return notes.filter((note) => note.id !== id);
}

export function commented(notes, id, comment) {
  return notes.map((note) => (note.id === id ? { ...note, comment } : note));
}

/** Move one a place up (-1) or down (1). */
export function moved(notes, id, way) {
  const from = notes.findIndex((note) => note.id === id);
  const to = from + way;
  if (from < 0 || to < 0 || to >= notes.length) return notes;
  const next = [...notes];
  [next[from], next[to]] = [next[to], next[from]];
  return next;
}

export function written(notes, { name, edition }) {
  return `${JSON.stringify({ format: FORMAT, version: 1, data: name, edition, notes }, null, 2)}\n`;
}

/** The notes of a file, or null where it is none of these or of other data. */
export function read(text, { name }) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return null;
  }
  if (file?.format !== FORMAT || file.version !== 1 || file.data !== name || !Array.isArray(file.notes)) return null;
  const whole = file.notes.every((note) => ["id", "comment", "said"].every((key) => typeof note?.[key] === "string") && note.id);
  if (!whole || new Set(file.notes.map(({ id }) => id)).size < file.notes.length) return null;
  return file.notes.map(({ id, comment, said }) => ({ id, comment, said }));
}

/** Two lists as one: what is only in the other follows; where both have a comment that differs, both stand. */
export function joined(notes, others) {
  const known = new Map(notes.map((note) => [note.id, note]));
  const both = notes.map((note) => {
    const other = others.find(({ id }) => id === note.id);
    if (!other?.comment || note.comment.includes(other.comment)) return note;
    return { ...note, comment: [note.comment, other.comment].filter(Boolean).join("\n") };
  });
  return [...both, ...others.filter(({ id }) => !known.has(id))];
}
