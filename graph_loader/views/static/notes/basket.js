// The notes on the page: kept in the browser under the package's name, and told to whoever shows them.

import { collected, read, written } from "./notes.js";

/** `package_`: {name, edition}; `changed()` after each change, `failed(what)` where the browser keeps nothing or kept what cannot be read. */
export function createBasket(package_, { changed, failed, sayIt }) {
  const key = `coldwar-notes/${package_.name}`;
  let notes = recall();

  function recall() {
    try {
      const kept = localStorage.getItem(key);
      const found = kept === null ? [] : read(kept, package_);
      if (found) return found;
      // What cannot be read is not written over.
      localStorage.setItem(`${key}/unreadable`, kept);
      failed("damaged");
    } catch {
      // A page in a frame, or a browser that keeps nothing: told when there is something to keep.
    }
    return [];
  }

  function set(next) {
    notes = next;
    try {
      localStorage.setItem(key, written(notes, package_));
    } catch {
      failed("failed");
    }
    changed();
  }

  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    notes = recall();
    changed();
  });

  return {
    get notes() {
      return notes;
    },
    has: (id) => notes.some((note) => note.id === id),
    set,
    add: (claims) => set(collected(notes, claims, sayIt)),
  };
}
