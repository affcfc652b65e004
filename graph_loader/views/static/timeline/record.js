// Draws as a canvas does, but keeps what it drew as SVG elements, for paper and saved pictures.

import { s } from "../dom.js";

const ANCHORS = { left: "start", center: "middle", right: "end" };

/** Something to draw on as on a canvas; `svg()` gives the drawing. `width`, `height`: its size in pixels. */
export function createRecorder(width, height) {
  let drawn = [];
  let path = "";
  const add = (tag, attributes) => drawn.push(s(tag, attributes));
  const box = (x, y, wide, high) => ({ x, y, width: wide, height: high });
  const round = (number) => Math.round(number * 100) / 100;
  const recorder = {
    globalAlpha: 1,
    lineCap: "butt",
    fillRect: (...place) => add("rect", { ...box(...place.map(round)), ...filled() }),
    strokeRect: (...place) => add("rect", { ...box(...place.map(round)), ...stroked() }),
    beginPath: () => (path = ""),
    moveTo: (x, y) => (path += `M${round(x)},${round(y)}`),
    lineTo: (x, y) => (path += `L${round(x)},${round(y)}`),
    closePath: () => (path += "Z"),
    fill: () => add("path", { d: path, ...filled() }),
    stroke: () => add("path", { d: path, ...stroked() }),
    // What belongs to one mark.
    mark: (draw) => {
      const whole = drawn;
      drawn = [];
      draw();
      whole.push(s("g", { class: "mark" }, drawn));
      drawn = whole;
    },
    fillText: (text, x, y) => letter(text, x, y, filled()),
    strokeText: (text, x, y) => letter(text, x, y, stroked()),
    svg: () => s("svg", { class: "timeline", width, height, viewBox: `0 0 ${width} ${height}` }, drawn),
  };

  function filled() {
    const { colour, opacity } = solid(recorder.fillStyle);
    return { fill: colour, opacity: opacity * recorder.globalAlpha, stroke: "none" };
  }

  function stroked() {
    const { strokeStyle, lineWidth, lineCap, globalAlpha } = recorder;
    const { colour, opacity } = solid(strokeStyle);
    return { fill: "none", stroke: colour, "stroke-width": lineWidth, "stroke-linecap": lineCap, "stroke-linejoin": "round", opacity: opacity * globalAlpha };
  }

  function letter(text, x, y, paint) {
    const [, weight = "normal", size, family] = /^(?:(\d+) )?([\d.]+px) (.*)$/.exec(recorder.font);
    drawn.push(s("text", { x: round(x), y: round(y), "font-size": size, "font-weight": weight, "font-family": family, "text-anchor": ANCHORS[recorder.textAlign], "dominant-baseline": "central", ...paint }, text));
  }

  return recorder;
}

/** A colour and its opacity apart, as every program reads them. */
function solid(paint) {
  const [, colour, opacity] = /^rgba\((.*), ([\d.]+)\)$/.exec(paint) ?? [];
  return colour ? { colour: `rgb(${colour})`, opacity: Number(opacity) } : { colour: paint, opacity: 1 };
}
