// The state in the page's address, and the steps that Back and Forward go through.

/** `encode()` gives the present state as the hash without "#". */
export function createAddress(encode) {
  let pending = null;

  /** A step to go back to is written at once; small moves when they have come to rest, as browsers ration them. */
  function note(way) {
    forget();
    if (way === "push") write("pushState");
    else pending = setTimeout(() => write("replaceState"), 150);
  }

  /** What has not been written yet belongs to a state that is left. */
  function forget() {
    clearTimeout(pending);
  }

  function write(way) {
    const hash = `#${encode()}`;
    if (hash === location.hash) return;
    try {
      history[way](null, "", hash);
    } catch {
      // A frame without an address of its own (a notebook) has no history to write.
    }
  }

  return { note, forget, link: (hash = encode()) => `${location.href.split("#")[0]}#${hash}` };
}
