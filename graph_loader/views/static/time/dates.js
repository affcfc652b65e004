// Dates of claims: the two readings of a time window and dates in words.
// Which days and years a date means is worked out in views/lives.py and comes with the claims.

/** Days before and after all days. */
export const FIRST = "0001-01-01";
export const LAST = "9999-12-31";

/** Whether a claim falls into [from, to] (ISO days or null); reading "possible" or "certain". */
export function inWindow(claim, from, to, reading) {
  if (!claim.date) return false;
  if (reading === "possible") return meets(claim.possible, from, to);
  if (claim.aspect === "state") return Boolean(claim.held) && meets(claim.held, from, to);
  return (from ?? FIRST) <= (claim.start ?? FIRST) && (claim.end ?? LAST) <= (to ?? LAST);
}

/** Whether [first, last] and [from, to] share a day; a side may be open. */
export function meets([first, last], from, to) {
  return (first ?? FIRST) <= (to ?? LAST) && (from ?? FIRST) <= (last ?? LAST);
}

/** The date in words, with the phrases of the language in use (see text/*.json, "date"). */
export function dateInWords(edtf, aspect, phrases) {
  if (!edtf) return phrases.undated;
  const [lower, upper] = edtf.split("/");
  if (upper === undefined) return sideInWords(lower, phrases);
  if (upper === "") return fill(phrases.openUnknown, { a: sideInWords(lower, phrases) });
  if (upper === "..") return fill(phrases.ongoing, { a: sideInWords(lower, phrases) });
  if (lower === "") return fill(phrases.startUnknown, { b: sideInWords(upper, phrases) });
  if (lower === "..") return fill(phrases.until, { b: sideInWords(upper, phrases) });
  const pattern = aspect === "state" ? phrases.fromTo : phrases.between;
  const [low, mark] = unmarked(lower);
  const [high, other] = unmarked(upper);
  if (mark !== other) return fill(pattern, { a: sideInWords(lower, phrases), b: sideInWords(upper, phrases) });
  return prefix(mark, phrases) + fill(pattern, { a: beside(low, high, phrases), b: sideInWords(high, phrases) });
}

/** The two ends of a window: its years where it holds whole years, else its days; null for an open end. */
export function endsInWords({ from, to }, phrases) {
  const whole = (from ?? "-01-01").endsWith("-01-01") && (to ?? "-12-31").endsWith("-12-31");
  const inWords = (day) => day && (whole ? yearInWords(day.slice(0, 4), phrases) : sideInWords(day, phrases));
  return { whole, first: inWords(from), last: inWords(to) };
}

function sideInWords(side, phrases) {
  const [text, mark] = unmarked(side);
  return prefix(mark, phrases) + partsInWords(parts(text, phrases), phrases);
}

/** The beginning of an interval, without the month and year that its end says too. */
function beside(low, high, phrases) {
  const start = parts(low, phrases);
  const end = parts(high, phrases);
  const same = start.year === end.year && start.month && end.month && Boolean(start.day) === Boolean(end.day);
  if (!same) return partsInWords(start, phrases);
  if (start.day && start.month === end.month) return start.day;
  return partsInWords({ ...start, year: "" }, phrases);
}

function partsInWords({ year, month, day }, phrases) {
  if (!month) return year;
  if (!day) return year ? fill(phrases.monthYear, { month, year }) : month;
  return fill(year ? phrases.dayMonthYear : phrases.dayMonth, { day, month, year });
}

/** Year, month and day in words; empty where the date does not say. */
function parts(text, phrases) {
  const [year, month, day] = text.split("-");
  return {
    year: yearInWords(year, phrases),
    month: month && month !== "XX" ? phrases.months.split(" ")[Number(month) - 1] : "",
    day: day && day !== "XX" ? String(Number(day)) : "",
  };
}

function unmarked(side) {
  const text = side.replace(/[?~%]$/, "");
  return [text, side.slice(text.length)];
}

function prefix(mark, phrases) {
  return phrases[{ "?": "perhaps", "~": "about", "%": "perhapsAbout" }[mark]] ?? "";
}

function yearInWords(year, phrases) {
  if (year.endsWith("XX")) return fill(phrases.century, { n: ordinal(Number(year.slice(0, 2)) + 1, phrases) });
  if (year.endsWith("X")) return fill(phrases.decade, { year: `${year.slice(0, 3)}0` });
  return year.replace(/^0+/, "");
}

const ROMAN = Object.entries({ X: 10, IX: 9, V: 5, IV: 4, I: 1 });

function roman(number) {
  const [sign, value] = ROMAN.find(([, one]) => one <= number) ?? [""];
  return sign && sign + roman(number - value);
}

function ordinal(number, phrases) {
  if (phrases.ordinal === "roman") return roman(number);
  if (phrases.ordinal !== "english") return String(number);
  const teen = number % 100 >= 11 && number % 100 <= 13;
  return number + (teen ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[number % 10] ?? "th"));
}

function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/**
 * The years from `firstYear` to `lastYear` in which a claim counts, with its share: an event once, spread evenly over
 * the years that its date leaves open, a state in every year of its date. As graph_loader/analysis/change.py.
 */
export function sharesByYear(claim, firstYear, lastYear) {
  if (!claim.years) return [];
  const state = claim.aspect === "state";
  const [low, high = lastYear] = claim.years;
  const shares = [];
  for (let year = Math.max(low, firstYear); year <= Math.min(high, lastYear); year++)
    shares.push([year, state ? 1 : 1 / (high - low + 1)]);
  return shares;
}

/** The year of an ISO day. */
export function yearOf(day) {
  return Number(day.slice(0, 4));
}
