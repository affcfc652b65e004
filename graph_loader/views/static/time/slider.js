// The time slider: two handles over a histogram of claims, play, and how imprecise dates count.

import { stepsOf } from "./axis.js";
import { endsInWords, sharesByYear, yearOf } from "./dates.js";
import { dayFields } from "./dayfields.js";
import { steppedDay, windowMoved } from "./days.js";
import { h, replace, s } from "../dom.js";
import { showPeriods } from "./periods.js";
import { phrases, t } from "../text.js";

const HEIGHT = 44;

/**
 * Furnish the slider; `change({from, to})` gets ISO days or null, `setReading(reading)` the switch. Its steps are the
 * years of the `dated` claims, and those of a window that reaches beyond them. `periods`: those of the study.
 */
export function createSlider(container, { change, setReading, dated, span, periods = [] }) {
  let timer = null;
  let days = { from: null, to: null };
  const known = stepsOf(dated, [], span);
  let years = known;
  const from = handle("from");
  const to = handle("to");
  const bars = s("svg", { class: "bars", preserveAspectRatio: "none", "aria-hidden": "true" });
  const scale = h("div", { class: "scale" });
  const flags = { from: h("span", { class: "flag first" }), to: h("span", { class: "flag" }) };
  const label = h("output", { class: "years", for: "slider-from slider-to" });
  const bands = h("div", { class: "periods", role: "group" });
  let typed = null;
  const play = h("button", { type: "button", class: "play", onclick: () => (timer ? stop() : start()) });
  // On a small screen the slider is one line until it is asked for.
  const unfold = h("button", { type: "button", class: "unfold", "aria-expanded": "false", "aria-controls": container.id, onclick: turn });
  const reading = ["possible", "certain"].map((value) =>
    h("button", { type: "button", "data-reading": value, onclick: () => setReading(value) }),
  );

  new ResizeObserver(clearScale).observe(container);

  function build() {
    typed = dayFields({ from: "day-from", to: "day-to" }, (window) => (stop(), change(window)), () => endsOf(years));
    replace(
      container,
      h("div", { class: "slider-head" },
        h("h2", { id: "slider-title" }, t("slider.title")),
        label,
        h("span", { class: "typed", role: "group", "aria-label": t("days.title") }, typed.elements),
        play,
        unfold,
        h("button", { type: "button", class: "quiet all-years", onclick: () => (stop(), change({ from: null, to: null })) }, t("slider.all")),
        h("span", { class: "reading", role: "group", "aria-label": t("slider.reading") }, reading),
      ),
      typed.note,
      bands,
      h("div", { class: "track" }, bars, from, to),
      h("div", { class: "ticks", "aria-hidden": "true" }, scale, flags.from, flags.to),
    );
    unfold.textContent = t("slider.set");
    bands.setAttribute("aria-label", t("slider.periods"));
    from.title = to.title = t("slider.keys");
    from.setAttribute("aria-label", t("slider.from"));
    to.setAttribute("aria-label", t("slider.to"));
    for (const button of reading) {
      button.textContent = t(`slider.${button.dataset.reading}`);
      button.title = t(`slider.${button.dataset.reading}Help`);
    }
    showPlay();
  }

  function handle(name) {
    return h("input", { type: "range", id: `slider-${name}`, step: 1, oninput: () => moved(name), onkeydown: (event) => stepped(name, event) });
  }

  function turn() {
    unfold.setAttribute("aria-expanded", String(container.classList.toggle("open")));
  }

  /** Arrows go by years; with Shift by months, with Ctrl by days. */
  function stepped(name, event) {
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!way || event.altKey || event.metaKey || !(event.shiftKey || event.ctrlKey)) return;
    event.preventDefault();
    stop();
    const day = steppedDay(days[name] ?? endsOf(years)[name], event.ctrlKey ? "day" : "month", way);
    change(windowMoved(days, name, day));
  }

  /** Lay the scale out for the years of the data and of the window. */
  function stretch(window) {
    years = window.every((year) => known.includes(year)) ? known : stepsOf(dated, window, span);
    if (scale.dataset.key === years.join()) return;
    scale.dataset.key = years.join();
    for (const input of [from, to]) Object.assign(input, { min: valueOf(years[0]), max: valueOf(years.at(-1)) });
    bars.setAttribute("viewBox", `0 0 ${years.length} ${HEIGHT}`);
    replace(scale, ticks(years));
  }

  /** The value of a handle for a year: counted from the last of the longest run, whose values are the years themselves. */
  function valueOf(year) {
    return anchorOf(years) + years.indexOf(year);
  }

  function yearAt(value) {
    return years[Number(value) - anchorOf(years)];
  }

  function moved(name) {
    stop();
    change(movedSpan(days, name, yearAt((name === "from" ? from : to).value), years));
  }

  function start() {
    const [least, most] = [Number(from.min), Number(from.max)];
    const width = Number(to.value) - Number(from.value);
    const all = width === most - least;
    let low = all ? least : Number(from.value);
    const step = all ? 2 : width;
    if (low + step >= most) low = least;
    timer = setInterval(() => {
      change(daysOf(yearAt(low), yearAt(Math.min(low + step, most)), years));
      if (low + step >= most) stop();
      low += 1;
    }, 700);
    showPlay();
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    showPlay();
  }

  function showPlay() {
    play.textContent = timer ? "❚❚" : "▶";
    play.setAttribute("aria-label", t(timer ? "slider.pause" : "slider.play"));
    play.title = t(timer ? "slider.pause" : "slider.play");
  }

  /** Show the state; `claims` are those that pass every filter but the time. */
  function update(state, claims) {
    days = { from: state.from, to: state.to };
    stretch([state.from, state.to].filter(Boolean).map(yearOf));
    const low = state.from ? yearOf(state.from) : years[0];
    const high = state.to ? yearOf(state.to) : years.at(-1);
    const { whole, first, last } = endsInWords(state, phrases("date"));
    const ends = [first ?? String(low), last ?? String(high)];
    for (const [input, year, text] of [[from, low, ends[0]], [to, high, ends[1]]]) {
      input.value = String(valueOf(year));
      input.setAttribute("aria-valuetext", text);
    }
    label.textContent = state.from || state.to ? ends.join(whole ? "–" : " – ") : t("slider.allYears", { from: low, to: high });
    hang(flags.from, t("slider.fromFlag", { year: low }), low);
    hang(flags.to, t("slider.toFlag", { year: high }), high);
    typed.show(days);
    showPeriods(bands, periods, years, days, (window) => (stop(), change(window)));
    for (const button of reading) button.setAttribute("aria-pressed", String(button.dataset.reading === state.reading));
    drawBars(perYear(claims, years), low, high);
    requestAnimationFrame(clearScale);
  }

  /** Each handle carries its year; the stylesheet hangs the first flag to the left of its place, the last to the right. */
  function hang(flag, text, year) {
    flag.textContent = text;
    flag.style.setProperty("--place", `${(years.indexOf(year) / (years.length - 1 || 1)) * 100}%`);
  }

  /** The years of the scale that a flag lies over are not written under it. */
  function clearScale() {
    const covered = Object.values(flags).map((flag) => flag.getBoundingClientRect());
    for (const tick of container.querySelectorAll(".tick")) {
      const { left, right } = tick.getBoundingClientRect();
      tick.style.visibility = covered.some((flag) => left < flag.right && flag.left < right) ? "hidden" : "";
    }
  }

  function drawBars(counts, low, high) {
    const key = `${years.join()} ${counts.join()}`;
    if (bars.dataset.key !== key) {
      const most = Math.max(1, ...counts);
      const tall = counts.map((number) => (number / most) * HEIGHT);
      const breaks = years.flatMap((year, place) => (place && year - years[place - 1] > 1 ? [place] : []));
      replace(
        bars,
        tall.map((height, place) => s("rect", { x: place + 0.08, width: 0.84, y: HEIGHT - height, height })),
        breaks.map((place) => s("line", { x1: place, x2: place, y1: 0, y2: HEIGHT, class: "break" })),
      );
      bars.dataset.key = key;
    }
    years.forEach((year, place) => bars.children[place].setAttribute("class", year >= low && year <= high ? "in" : "out"));
  }

  return { build, update, stop, ends: () => endsOf(years) };
}

/** The first and the last day of the years. */
function endsOf(years) {
  return { from: `${fourDigits(years[0])}-01-01`, to: `${fourDigits(years.at(-1))}-12-31` };
}

/** Claims in each of the years: the shares of all claims added up. */
export function perYear(claims, years) {
  const counts = new Map(years.map((year) => [year, 0]));
  for (const claim of claims)
    for (const [year, share] of sharesByYear(claim, years[0], years.at(-1)))
      if (counts.has(year)) counts.set(year, counts.get(year) + share);
  return [...counts.values()];
}

/** Years as days; a handle at the end of the track leaves that side open. */
export function daysOf(low, high, years) {
  return { from: low <= years[0] ? null : `${fourDigits(low)}-01-01`, to: high >= years.at(-1) ? null : `${fourDigits(high)}-12-31` };
}

/** The days after one handle went to a year: the other end keeps its day, but is never overtaken. */
export function movedSpan({ from, to }, name, year, years) {
  const moved = { from, to, [name]: daysOf(year, year, years)[name] };
  if (!moved.from || !moved.to || moved.from <= moved.to) return moved;
  return { from: `${fourDigits(year)}-01-01`, to: `${fourDigits(year)}-12-31` };
}

function fourDigits(year) {
  return String(year).padStart(4, "0");
}

/** What to add to the place of a year so that it is the year itself, in the longest run of years without a break. */
export function anchorOf(years) {
  const runs = new Map();
  for (const [place, year] of years.entries()) runs.set(year - place, (runs.get(year - place) ?? 0) + 1);
  return [...runs].reduce((best, run) => (run[1] > best[1] ? run : best))[0];
}

/** Round years, and both ends of the scale; a round year that would touch an end is left out. */
export function scaleYears(years) {
  const wide = years.length;
  const step = [1, 2, 5, 10, 20, 50, 100].find((size) => wide / size <= 10) ?? 500;
  const fits = (place) => Math.min(place, wide - 1 - place) > wide * 0.06;
  return years.filter((year, place) => place === 0 || place === wide - 1 || (year % step === 0 && fits(place)));
}

function ticks(years) {
  return scaleYears(years).map((year) => {
    const place = years.indexOf(year);
    const tick = h("span", { class: "tick" }, String(year));
    tick.style.left = `${((place + 0.5) / years.length) * 100}%`;
    if (place === 0) Object.assign(tick.style, { left: "0", transform: "none" });
    else if (place === years.length - 1) Object.assign(tick.style, { left: "100%", transform: "translateX(-100%)" });
    return tick;
  });
}
