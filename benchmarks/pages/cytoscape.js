// cytoscape.js as its page on performance advises: haystack edges, the view as a texture and edges hidden while it moves.

const cy = cytoscape({
  container: document.getElementById("view"),
  elements: [
    ...data.nodes.map(({ id, name, kind, x, y, size, colour }) => ({ data: { id, name, kind, size: 2 * size, colour }, position: { x, y } })),
    ...data.ties.map(({ id, from, to, year, colour }) => ({ data: { id: `tie ${id}`, source: from, target: to, year, colour } })),
  ],
  layout: { name: "preset", fit: true },
  style: [
    { selector: "node", style: { width: "data(size)", height: "data(size)", "background-color": "data(colour)", label: "data(name)", "font-size": 12, "min-zoomed-font-size": 9 } },
    { selector: "edge", style: { "curve-style": "haystack", width: 1, "line-color": "data(colour)", opacity: 0.4 } },
    { selector: ".gone", style: { display: "none" } },
    { selector: ".found", style: { "border-width": 4, "border-color": "#8c2318" } },
  ],
  hideEdgesOnViewport: true,
  textureOnViewport: true,
  motionBlur: false,
  pixelRatio: 1,
});
cy.on("render", paint);

let isHidden = false;
window.bench = {
  filter() {
    isHidden = !isHidden;
    cy.batch(() => cy.nodes(`[kind = "${data.nodes[0].kind}"]`).toggleClass("gone", isHidden));
  },
  slider(year) {
    cy.batch(() => cy.edges().forEach((edge) => void edge.toggleClass("gone", edge.data("year") > year)));
  },
  search(text) {
    cy.batch(() => {
      cy.nodes(".found").removeClass("found");
      for (const id of found(text)) cy.getElementById(id).addClass("found");
    });
  },
  panel(name) {
    const node = cy.nodes().filter((one) => one.data("name") === name);
    cy.batch(() => {
      cy.nodes(".found").removeClass("found");
      node.addClass("found");
    });
    if (node.length) listTies(node.id());
  },
};
