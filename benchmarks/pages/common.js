// What the pages of all libraries have in common: the data, the list of a node's ties, and the count of painted frames.

const data = JSON.parse(document.getElementById("data").textContent);
window.painted = 0;
window.lastPaint = 0;

/** To be called after each frame that the library drew. */
function paint() {
  window.painted += 1;
  const drawn = () => {
    window.lastPaint = performance.now();
    window.first ??= window.lastPaint;
  };
  requestAnimationFrame(() => setTimeout(drawn));
}

/** The ids of the nodes whose names hold a text. */
function found(text) {
  const wanted = text.toLowerCase();
  return data.nodes.filter(({ name }) => name.toLowerCase().includes(wanted)).map(({ id }) => id);
}

/** List the ties of a node. */
function listTies(id) {
  const ties = data.ties.filter(({ from, to }) => from === id || to === id);
  document.getElementById("panel").replaceChildren(
    ...ties.slice(0, 400).map(({ summary, year }) => {
      const line = document.createElement("p");
      line.textContent = `${year ?? ""} ${summary}`;
      return line;
    }),
  );
}
