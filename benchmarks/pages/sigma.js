// sigma.js as its documentation advises for large graphs: straight lines, edges and labels hidden while the view moves,
// reducers instead of changes to the graph.

const graph = new graphology.MultiDirectedGraph();
for (const { id, name, kind, x, y, size, colour } of data.nodes) graph.addNode(id, { label: name, kind, x, y: -y, size: size / 4, color: colour });
for (const { id, from, to, year, colour } of data.ties) graph.addDirectedEdgeWithKey(id, from, to, { year, size: 0.5, color: colour });

let hiddenKind = null;
let last = Infinity;
let marked = new Set();
const renderer = new Sigma(graph, document.getElementById("view"), {
  defaultEdgeType: "line",
  hideEdgesOnMove: true,
  hideLabelsOnMove: true,
  enableEdgeEvents: false,
  nodeReducer: (id, attributes) => ({ ...attributes, hidden: attributes.kind === hiddenKind, highlighted: marked.has(id) }),
  edgeReducer: (id, attributes) => ({ ...attributes, hidden: attributes.year > last }),
});
renderer.on("afterRender", paint);
// The first frame was drawn by the constructor.
paint();

window.bench = {
  filter() {
    hiddenKind = hiddenKind ? null : data.nodes[0].kind;
    renderer.refresh({ skipIndexation: true });
  },
  slider(year) {
    last = year;
    renderer.refresh({ skipIndexation: true });
  },
  search(text) {
    marked = new Set(found(text));
    renderer.refresh({ skipIndexation: true });
  },
  panel(name) {
    const node = data.nodes.find((one) => one.name === name);
    marked = new Set(node ? [node.id] : []);
    renderer.refresh({ skipIndexation: true });
    if (node) listTies(node.id);
  },
};
