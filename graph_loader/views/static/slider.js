// The time slider: two handles over a histogram of claims, play, and how imprecise dates count.

import { yearOf } from "./dates.js";
import { h, replace, s } from "./dom.js";
import { t } from "./text.js";

const FIRST_YEAR = 1917;
const LAST_YEAR = 1991;
const HEIGHT = 44;

/** Furnish the slider; `change({from, to})` gets ISO days or null, `setReading(reading)` the switch. */
export function createSlider(container, { change, setReading }) {
  let timer = null;
  let days = { from: null, to: null };
  const from = handle("from", FIRST_YEAR);
  const to = handle("to", LAST_YEAR);
  const bars = s("svg", { class: "bars", viewBox: `0 0 ${LAST_YEAR - FIRST_YEAR + 1} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
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
      h("div", { class: "ticks", "aria-hidden": "true" }, ticks(), flags.from, flags.to),
    );
    from.setAttribute("aria-label", t("slider.from"));
    to.setAttribute("aria-label", t("slider.to"));
    for (const button of reading) {
      button.textContent = t(`slider.${button.dataset.reading}`);
      button.title = t(`slider.${button.dataset.reading}Help`);
    }
    showPlay();
  }

  function handle(name, value) {
    return h("input", { type: "range", id: `slider-${name}`, min: FIRST_YEAR, max: LAST_YEAR, step: 1, value, oninput: () => moved(name) });
  }

  function moved(name) {
    stop();
    change(movedSpan(days, name, Number((name === "from" ? from : to).value)));
  }

  function start() {
    const width = Number(to.value) - Number(from.value);
    const all = width === LAST_YEAR - FIRST_YEAR;
    let low = all ? FIRST_YEAR : Number(from.value);
    const span = all ? 2 : width;
    if (low + span >= LAST_YEAR) low = FIRST_YEAR;
    timer = setInterval(() => {
      change(daysOf(low, low + span));
      if (low + span >= LAST_YEAR) stop();
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
    const low = state.from ? clamp(yearOf(state.from)) : FIRST_YEAR;
    const high = state.to ? clamp(yearOf(state.to)) : LAST_YEAR;
    from.value = String(low);
    to.value = String(high);
    label.textContent = state.from || state.to ? `${low}–${high}` : t("slider.allYears", { from: low, to: high });
    hang(flags.from, t("slider.fromFlag", { year: low }), low);
    hang(flags.to, t("slider.toFlag", { year: high }), high);
    for (const button of reading) button.setAttribute("aria-pressed", String(button.dataset.reading === state.reading));
    drawBars(perYear(claims), low, high);
    requestAnimationFrame(clearScale);
  }

  /** Each handle carries its year; the stylesheet hangs the first flag to the left of its place, the last to the right. */
  function hang(flag, text, year) {
    flag.textContent = text;
    flag.style.setProperty("--place", `${((year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)) * 100}%`);
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
    const key = counts.join();
    if (bars.dataset.key !== key) {
      const most = Math.max(1, ...counts);
      const tall = counts.map((number) => (number / most) * HEIGHT);
      replace(bars, tall.map((height, year) => s("rect", { x: year + 0.08, width: 0.84, y: HEIGHT - height, height })));
      bars.dataset.key = key;
    }
    [...bars.children].forEach((bar, place) => {
      const year = place + FIRST_YEAR;
      bar.setAttribute("class", year >= low && year <= high ? "in" : "out");
    });
  }

  return { build, update, stop };
}

/** Claims per year; a claim of several years counts an equal share in each of them. */
export function perYear(claims) {
  const counts = new Array(LAST_YEAR - FIRST_YEAR + 1).fill(0);
  for (const claim of claims) {
    const first = claim.start ?? claim.end;
    if (!claim.date || !first) continue;
    const low = Math.max(FIRST_YEAR, yearOf(first));
    const high = Math.min(LAST_YEAR, yearOf(claim.end ?? claim.start_latest ?? first));
    for (let year = low; year <= high; year++) counts[year - FIRST_YEAR] += 1 / (high - low + 1);
  }
  return counts;
}

/** Years as days; a handle at the end of the track leaves that side open. */
export function daysOf(low, high) {
  return { from: low <= FIRST_YEAR ? null : `${low}-01-01`, to: high >= LAST_YEAR ? null : `${high}-12-31` };
}

/** The days after one handle went to a year: the other end keeps its day, but is never overtaken. */
export function movedSpan({ from, to }, name, year) {
  const days = daysOf(year, year);
  const moved = { from, to, [name]: days[name] };
  if (!moved.from || !moved.to || moved.from <= moved.to) return moved;
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

function clamp(year) {
  return Math.min(LAST_YEAR, Math.max(FIRST_YEAR, year));
}

function ticks() {
  const years = [1917, 1930, 1940, 1950, 1960, 1970, 1980, 1991];
  return years.map((year) => {
    const tick = h("span", { class: "tick" }, String(year));
    tick.style.left = `${((year - FIRST_YEAR + 0.5) / (LAST_YEAR - FIRST_YEAR + 1)) * 100}%`;
    if (year === FIRST_YEAR) Object.assign(tick.style, { left: "0", transform: "none" });
    if (year === LAST_YEAR) Object.assign(tick.style, { left: "100%", transform: "translateX(-100%)" });
    return tick;
  });
}
