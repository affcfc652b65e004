import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { contrast, DARK, LIGHT, MARK, readable, TEXT } from "../../graph_loader/views/static/look/appearance.js";
import { shade } from "../../graph_loader/views/static/tables/matrix.js";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const vocabulary = [...read("data/vocabulary.yaml").matchAll(/^ {2}([\w-]+): \{.*colour: "(#\w{6})"/gm)].map(([, name, colour]) => [name, colour]);
const variables = (css, selector) => {
  const block = css.slice(css.indexOf(selector)).split("}", 1)[0];
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#\w{6});/g)].map(([, name, colour]) => [name, colour]));
};
const base = read("graph_loader/views/static/base.css");
const light = variables(base, ":root {");
const themes = {
  light,
  dark: variables(base, ':root[data-theme="dark"]'),
  gallery: variables(read("graph_loader/views/static/gallery.css"), "(prefers-color-scheme: dark)"),
};

test("contrast is that of WCAG", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  // By the formula of WCAG 2.2, worked out by hand: 1.05 / (0.2126 + 0.05).
  assert.ok(Math.abs(contrast("#ff0000", "#ffffff") - 3.998) < 0.001);
});

test("the canvas has the colours of the stylesheet", () => {
  for (const [canvas, css] of [[LIGHT, themes.light], [DARK, themes.dark]])
    for (const [name, colour] of Object.entries(canvas)) assert.equal(colour, css[name], name);
});

test("every colour of the vocabulary is seen as a mark and read as text in both themes", () => {
  assert.equal(vocabulary.length, 27);
  for (const [name, colour] of [...vocabulary, ["without a theatre", "#8a8a8a"], ["unknown", "#888888"]])
    for (const [dark, { paper }] of [[false, themes.light], [true, themes.dark]])
      for (const least of [MARK, TEXT]) assert.ok(contrast(readable(colour, dark, least), paper) >= least, `${name} ${dark}`);
});

test("the texts of the pages can be read on every ground", () => {
  for (const [theme, it] of Object.entries(themes)) {
    for (const text of ["ink", "soft", "accent"]) for (const ground of ["paper", "panel"]) assert.ok(contrast(it[text], it[ground]) >= TEXT, `${theme}: ${text} on ${ground}`);
    assert.ok(contrast(it["accent-ink"], it.accent) >= TEXT, `${theme}: accent-ink`);
    if (it.mark) assert.ok(contrast(it.ink, it.mark) >= TEXT, `${theme}: mark`);
    assert.ok(contrast(it["strong-line"], it.paper) >= MARK, `${theme}: strong-line`);
  }
});

test("the digits of the matrix can be read on its darkest cell", () => {
  for (const [theme, { accent, paper, ink }] of Object.entries(themes))
    for (let number = 1; number <= 100; number++) {
      const share = shade(number, 100) / 100;
      const channel = (colour, place) => parseInt(colour.slice(place, place + 2), 16);
      const mix = [1, 3, 5].map((place) => Math.round(share * channel(accent, place) + (1 - share) * channel(paper, place)));
      const ground = `#${mix.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
      assert.ok(contrast(ink, ground) >= TEXT, `${theme}: ${number} of 100`);
    }
});
