// Dates of claims: the two readings of a time window and dates in words.
// The same table as graph_loader/dates.py; tests compare the two on all data.

const FIRST = "0001-01-01";
const LAST = "9999-12-31";

/** Whether a claim falls into [from, to] (ISO days or null); reading "possible" or "certain". */
export function inWindow(claim, from, to, reading) {
  if (!claim.date) return false;
  const low = from ?? FIRST;
  const high = to ?? LAST;
  const first = claim.start ?? FIRST;
  const last = claim.end ?? LAST;
  if (reading === "possible") return first <= high && low <= last;
  if (claim.aspect !== "state") return low <= first && last <= high;
  const core = certainCore(claim);
  return core !== null && core[0] <= high && low <= core[1];
}

/** The days on which a state certainly held, or null. */
function certainCore(claim) {
  const [lower, upper] = claim.date.split("/");
  if (upper === undefined) return [claim.start ?? FIRST, claim.end ?? LAST];
  if (upper === "") return [claim.start ?? FIRST, claim.start_latest ?? LAST];
  if (lower === "") return [claim.end_earliest ?? FIRST, claim.end ?? LAST];
  const first = claim.start_latest ?? FIRST;
  const last = claim.end_earliest ?? LAST;
  return first <= last ? [first, last] : null;
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
  return fill(pattern, { a: sideInWords(lower, phrases), b: sideInWords(upper, phrases) });
}

function sideInWords(side, phrases) {
  const text = side.replace(/[?~%]$/, "");
  const mark = side.slice(text.length);
  const [year, month, day] = text.split("-");
  let words = yearInWords(year, phrases);
  if (month && month !== "XX") {
    const name = phrases.months.split(" ")[Number(month) - 1];
    const pattern = day && day !== "XX" ? phrases.dayMonthYear : phrases.monthYear;
    words = fill(pattern, { day: Number(day), month: name, year: words });
  }
  return (phrases[{ "?": "perhaps", "~": "about", "%": "perhapsAbout" }[mark]] ?? "") + words;
}

function yearInWords(year, phrases) {
  if (year.endsWith("XX")) return fill(phrases.century, { n: ordinal(Number(year.slice(0, 2)) + 1, phrases) });
  if (year.endsWith("X")) return fill(phrases.decade, { year: `${year.slice(0, 3)}0` });
  return year.replace(/^0+/, "");
}

function ordinal(number, phrases) {
  if (phrases.ordinal !== "english") return String(number);
  const teen = number % 100 >= 11 && number % 100 <= 13;
  return number + (teen ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[number % 10] ?? "th"));
}

function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The year of an ISO day. */
export function yearOf(day) {
  return Number(day.slice(0, 4));
}
