// Days that people type and step through.

import { FIRST, LAST } from "./dates.js";
import { fold } from "../search/fold.js";

const ISO = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
// Words between day, month and year: "18 de junio de 1815", "the 18th of June".
const BETWEEN = ["de", "del", "of", "the"];

/**
 * The day that a text means at one side of a window, "from" or "to": of a year or a month its first or its last.
 * Understood are years, months and days in figures and, with `months` in words, "18 June 1815"; null for all else, so
 * for "6/5/1815" too, which means two days.
 */
export function typedDay(text, side, months) {
  const parts = text.trim().match(ISO)?.slice(1) ?? inWords(fold(text).split(" "), fold(months).split(" "));
  if (!parts) return null;
  const [year, month, day] = parts.map((part) => (part === undefined ? undefined : Number(part)));
  const found = side === "from" ? iso(year, month ?? 1, day ?? 1) : iso(year, month ?? 12, day ?? lastOf(year, month ?? 12));
  return found && found >= FIRST ? found : null;
}

function inWords(words, months) {
  const told = words.filter((word) => !BETWEEN.includes(word)).map((word) => word.replace(/^(\d{1,2})(st|nd|rd|th)$/, "$1"));
  const year = told.pop();
  const named = told.findIndex((word) => /^\p{L}{3,}$/u.test(word));
  const month = named < 0 ? -1 : months.findIndex((name) => name.startsWith(told[named]));
  const [day, ...more] = told.filter((_, place) => place !== named);
  if (!/^\d{4}$/.test(year ?? "") || month < 0 || more.length || !/^\d{1,2}$/.test(day ?? "1")) return null;
  return [year, month + 1, day];
}

/** A day of the calendar, or null. */
function iso(year, month, day) {
  if (month < 1 || month > 12 || day < 1 || day > lastOf(year, month)) return null;
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

function lastOf(year, month) {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day that is so many days or months on; the last of a month leads to the last of a month. */
export function steppedDay(day, unit, number) {
  const [year, month, date] = day.split("-").map(Number);
  if (unit === "day") {
    // Set apart: years below 100 mean the twentieth century to Date.UTC.
    const there = new Date(0);
    there.setUTCFullYear(year, month - 1, date + number);
    const text = there.toISOString().slice(0, 10);
    return text < FIRST || text.startsWith("-") ? FIRST : text.startsWith("+") ? LAST : text;
  }
  const months = year * 12 + month - 1 + number;
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1];
  if (toYear < 1) return FIRST;
  if (toYear > 9999) return LAST;
  const last = lastOf(toYear, toMonth);
  return iso(toYear, toMonth, date === lastOf(year, month) ? last : Math.min(date, last));
}

/** The window after one side went to a day: the other side is pushed along, never overtaken. */
export function windowMoved({ from, to }, side, day) {
  const moved = { from, to, [side]: day };
  return moved.from && moved.to && moved.from > moved.to ? { from: day, to: day } : moved;
}
