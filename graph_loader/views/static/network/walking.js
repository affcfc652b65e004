// What the keys of the canvas do for one who walks it: each step is marked in the picture and said in a sentence.

import { claimText } from "../panel/claims.js";
import { byId } from "../dom.js";
import { palette } from "./overlay.js";
import { count, t, term } from "../text.js";
import { rollUp } from "../canvas/rollup.js";
import { createWalk } from "./walk.js";

// How far the ring stands off from the node, in pixels.
const RING = 10;

/**
 * `page`: {shown(), shut(), chosen(), name(id), theatre(id), open(selection), openTheatre(id), camera(), lookBack(camera)};
 * `chosen()` is the node from which one sets out, `lookBack` gets the camera from before the walk.
 */
export function createWalking(model, network, page) {
  const walk = createWalk(page.shown, model.places, (shown) => rollUp(model, shown, page.shut()));
  // What one looked at before one set out; null while one does not walk.
  let began = null;

  const KEYS = {
    n: (way) => told(walk.turnNode(way, page.chosen()), "walk.nothing"),
    t: (way) => told(walk.turnTie(way), "walk.noTie"),
    o: () => told(walk.cross(), "walk.noEnd"),
    b: () => told(walk.goBack(), "walk.noWay"),
    enter: () => (walk.here() ? enter(walk.here()) : KEYS.n(1)),
  };

  /** Do what a key means; false if it means nothing here. */
  function press(event) {
    const act = KEYS[letterOf(event)];
    if (!act) return false;
    began ??= { camera: page.camera() };
    act(event.shiftKey ? -1 : 1);
    return true;
  }

  /** Mark a step and say it; if there was none, say why. */
  function told(step, otherwise) {
    if (!step) return say(t(otherwise));
    const missed = [step.node, ...(step.bundle ? [step.bundle.from, step.bundle.to] : [])].find((id) => !network.inSight(id));
    if (missed !== undefined) network.lookAt(step.node);
    network.redraw();
    return say(inWords(step));
  }

  function inWords(step) {
    return step.bundle ? tieInWords(step) : nodeInWords(step);
  }

  /** Say anew where one stands, after a change of what is shown or of the language. */
  function update() {
    const step = began && walk.here();
    say(step ? inWords(step) : "");
  }

  function nodeInWords({ node, ties, place, all, mark, holds }) {
    if (mark) return t("walk.mark", { theatre: page.theatre(mark.theatre), nodes: count("unit.node", mark.nodes), names: holds.map(page.name).join(", "), claims: count("unit.claim", mark.claims), ties: count("unit.tie", ties), place, all });
    const kind = term("kinds", model.nodes.get(node).label);
    return t("walk.node", { name: page.name(node), kind, ties: count("unit.tie", ties), place, all });
  }

  /** Its first claim, how many more there are, and which tie it is. */
  function tieInWords({ bundle, claims, place, all }) {
    const more = claims.length > 1 ? `, ${count("walk.more", claims.length - 1)}` : "";
    const ends = bundle.groups ? `${bundle.groups.map(groupInWords).join(" – ")}: ` : "";
    return t("walk.tie", { claim: ends + claimText(claims[0], { name: page.name }) + more, place, all });
  }

  /** An end of a tie that is rolled up: "region/north", "id/someone". */
  function groupInWords(group) {
    const [by, id] = [group.slice(0, group.indexOf("/")), group.slice(group.indexOf("/") + 1)];
    return by === "region" ? page.theatre(id) : page.name(id);
  }

  function enter({ node, bundle, mark }) {
    if (mark) page.openTheatre(mark.theatre);
    else if (bundle?.groups) page.open({ kind: "both", ids: bundle.groups });
    else page.open(bundle ? { kind: "tie", ids: [bundle.from, bundle.to] } : { kind: "node", ids: [node] });
  }

  /** Go back to where one was before the walk. */
  function leave() {
    if (!began) return;
    const { camera } = began;
    began = null;
    walk.stop();
    page.lookBack(camera);
    say("");
    network.redraw();
  }

  /** Draw where one stands; `at(id)` gives a node's {x, y, radius} in pixels. */
  function draw(context, at) {
    const step = began && walk.here();
    if (!step) return;
    Object.assign(context, { strokeStyle: palette().accent, lineWidth: 4, lineCap: "round" });
    context.setLineDash([]);
    if (step.bundle) drawTie(context, at(step.bundle.from), at(step.bundle.to));
    context.setLineDash([7, 5]);
    context.lineWidth = 3;
    const { x, y, radius } = at(step.node);
    context.beginPath();
    context.arc(x, y, radius + RING, 0, 2 * Math.PI);
    context.stroke();
    context.setLineDash([]);
  }

  return { press, leave, update, draw };
}

/** Say it in the corner of the picture; what is said already is not said again. */
function say(text) {
  const place = byId("walked");
  if (place.textContent !== text) place.textContent = text;
}

function drawTie(context, a, b) {
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  context.stroke();
}

/** The letter on a key; where the keyboard writes no Latin ones, that of its place. */
function letterOf({ key, code }) {
  return (/^\p{L}$/u.test(key) && !/^[a-z]$/i.test(key) ? code.replace("Key", "") : key).toLowerCase();
}
