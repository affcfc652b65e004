// The time slider: two handles over a histogram of claims, play, and how imprecise dates count.

import { yearOf } from "./dates.js";
import { h, replace, s } from "./dom.js";
import { t } from "./text.js";

const HEIGHT = 44;

/**
 * Furnish the slider; `change({from, to})` gets ISO days or null, `setReading(reading)` the switch. Its scale are the
 * `years` of the data, {first, last}, and those of a window that reaches beyond them.
 */
export function createSlider(container, { change, setReading, years }) {
  let timer = null;
  let span = years;
  let counts = [];
  const from = handle("from");
  const to = handle("to");
  const bars = s("svg", { class: "bars", preserveAspectRatio: "none", "aria-hidden": "true" });
  const scale = h("span", { class: "scale" });
  const flags = { from: h("span", { class: "flag first" }), to: h("span", { class: "flag" }) };
  const label = h("output", { class: "years", for: "slider-from slider-to" });
  const play = h("button", { type: "button", class: "play", onclick: () => (timer ? stop() : start()) });
  const reading = ["possible", "certain"].map((value) =>
    h("button", { type: "button", "data-reading": value, onclick: () => setReading(value) }),
  );

  new ResizeObserver(clearScale).observe(container);

  function build() {
    replace(
      container,
      h("div", { class: "slider-head" },
        h("h2", { id: "slider-title" }, t("slider.title")),
        label,
        play,
        h("button", { type: "button", class: "quiet", onclick: () => (stop(), change({ from: null, to: null })) }, t("slider.all")),
        h("span", { class: "reading", role: "group", "aria-label": t("slider.reading") }, reading),
      ),
      h("div", { class: "track" }, bars, from, to),
      h("div", { class: "ticks", "aria-hidden": "true" }, scale, flags.from, flags.to),
    );
    from.setAttribute("aria-label", t("slider.from"));
    to.setAttribute("aria-label", t("slider.to"));
    for (const button of reading) {
      button.textContent = t(`slider.${button.dataset.reading}`);
      button.title = t(`slider.${button.dataset.reading}Help`);
    }
    showPlay();
  }

  function handle(name) {
    return h("input", { type: "range", id: `slider-${name}`, step: 1, oninput: () => moved(name) });
  }

  /** Lay the scale out from the first to the last year of the data and of the window. */
  function stretch(low, high) {
    span = { first: Math.min(years.first, low), last: Math.max(years.last, high) };
    const key = `${span.first} ${span.last}`;
    if (scale.dataset.key === key) return;
    scale.dataset.key = key;
    for (const input of [from, to]) Object.assign(input, { min: span.first, max: span.last });
    bars.setAttribute("viewBox", `0 0 ${span.last - span.first + 1} ${HEIGHT}`);
    replace(scale, ticks(span));
  }

  function moved(name) {
    let [low, high] = [Number(from.value), Number(to.value)];
    if (low > high) name === "from" ? (from.value = low = high) : (to.value = high = low);
    change(daysOf(low, high, span));
  }

  function start() {
    const width = Number(to.value) - Number(from.value);
    const all = width === span.last - span.first;
    let low = all ? span.first : Number(from.value);
    const step = all ? 2 : width;
    if (low + step >= span.last) low = span.first;
    timer = setInterval(() => {
      change(daysOf(low, low + step, span));
      if (low + step >= span.last) stop();
      do low += 1;
      while (low + step < span.last && isEmpty(low, low + step));
    }, 700);
    showPlay();
  }

  /** Whether nothing falls into the years, so that playing passes over them. */
  function isEmpty(low, high) {
    return counts.slice(low - span.first, high - span.first + 1).every((number) => number === 0);
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
    const window = [state.from, state.to].filter(Boolean).map(yearOf);
    stretch(Math.min(...window), Math.max(...window));
    const low = state.from ? yearOf(state.from) : span.first;
    const high = state.to ? yearOf(state.to) : span.last;
    counts = perYear(claims, span);
    from.value = String(low);
    to.value = String(high);
    label.textContent = state.from || state.to ? `${low}–${high}` : t("slider.allYears", { from: low, to: high });
    hang(flags.from, t("slider.fromFlag", { year: low }), low);
    hang(flags.to, t("slider.toFlag", { year: high }), high);
    for (const button of reading) button.setAttribute("aria-pressed", String(button.dataset.reading === state.reading));
    drawBars(low, high);
    requestAnimationFrame(clearScale);
  }

  /** Each handle carries its year; the stylesheet hangs the first flag to the left of its place, the last to the right. */
  function hang(flag, text, year) {
    flag.textContent = text;
    flag.style.setProperty("--place", `${((year - span.first) / (span.last - span.first || 1)) * 100}%`);
  }

  /** The years of the scale that a flag lies over are not written under it. */
  function clearScale() {
    const covered = Object.values(flags).map((flag) => flag.getBoundingClientRect());
    for (const tick of container.querySelectorAll(".tick")) {
      const { left, right } = tick.getBoundingClientRect();
      tick.style.visibility = covered.some((flag) => left < flag.right && flag.left < right) ? "hidden" : "";
    }
  }

  function drawBars(low, high) {
    const key = `${span.first} ${counts.join()}`;
    if (bars.dataset.key !== key) {
      const most = Math.max(1, ...counts);
      const tall = counts.map((number) => (number / most) * HEIGHT);
      replace(bars, tall.map((height, year) => s("rect", { x: year + 0.08, width: 0.84, y: HEIGHT - height, height })));
      bars.dataset.key = key;
    }
    [...bars.children].forEach((bar, place) => {
      const year = place + span.first;
      bar.setAttribute("class", year >= low && year <= high ? "in" : "out");
    });
  }

  return { build, update, stop };
}

/** The first and the last year that the dates of claims name; those of the Cold War where none has a date. */
export function yearsOf(claims) {
  const days = claims.flatMap(({ start, start_latest, end_earliest, end }) => [start ?? start_latest ?? end_earliest, end ?? end_earliest ?? start_latest]);
  const years = days.filter(Boolean).map(yearOf);
  return years.length ? { first: least(years), last: -least(years.map((year) => -year)) } : { first: 1917, last: 1991 };
}

function least(numbers) {
  return numbers.reduce((low, number) => Math.min(low, number));
}

/** Claims per year of a span; a claim of several years counts an equal share in each of them. */
export function perYear(claims, span) {
  const counts = new Array(span.last - span.first + 1).fill(0);
  for (const claim of claims) {
    const first = claim.start ?? claim.end;
    if (!claim.date || !first) continue;
    const low = yearOf(first);
    const high = yearOf(claim.end ?? claim.start_latest ?? first);
    for (let year = Math.max(low, span.first); year <= Math.min(high, span.last); year++) counts[year - span.first] += 1 / (high - low + 1);
  }
  return counts;
}

/** Years as days; a handle at the end of the track leaves that side open. */
export function daysOf(low, high, { first, last }) {
  return { from: low <= first ? null : `${dayYear(low)}-01-01`, to: high >= last ? null : `${dayYear(high)}-12-31` };
}

function dayYear(year) {
  return String(year).padStart(4, "0");
}

/** Round years, and both ends of the scale; a round year that would touch an end is left out. */
export function scaleYears({ first, last }) {
  const wide = last - first;
  const step = [1, 2, 5, 10, 20, 50, 100, 500].find((years) => wide / years <= 9) ?? 1000;
  const round = [];
  for (let year = Math.ceil((first + 1) / step) * step; year < last; year += step) round.push(year);
  return [first, ...round.filter((year) => Math.min(year - first, last - year) > wide * 0.06), ...(wide ? [last] : [])];
}

function ticks(span) {
  return scaleYears(span).map((year) => {
    const tick = h("span", { class: "tick" }, String(year));
    tick.style.left = `${((year - span.first + 0.5) / (span.last - span.first + 1)) * 100}%`;
    if (year === span.first) Object.assign(tick.style, { left: "0", transform: "none" });
    else if (year === span.last) Object.assign(tick.style, { left: "100%", transform: "translateX(-100%)" });
    return tick;
  });
}
