// Time zones and ranges. A local day has 23, 24 or 25 hours; so nothing here adds hours to find one.

const MINUTE = 60_000;
const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  }
  return formats.get(key);
}

/** Whether the browser knows a time zone. */
export function isZone(zone) {
  try {
    return Boolean(new Intl.DateTimeFormat("en-GB", { timeZone: zone }));
  } catch {
    return false;
  }
}

/** All time zones, UTC first. */
export function zones() {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}

/** `{year, month, day, hour, minute}` on a zone's clocks; month from 1. */
export function local(instant, zone) {
  const parts = format(zone, { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" })
    .formatToParts(instant);
  return Object.fromEntries(parts.filter((part) => part.type !== "literal").map((part) => [part.type, Number(part.value)]));
}

function offset(at, zone) {
  const clock = local(at, zone);
  return Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute, clock.second) - Math.floor(at / 1000) * 1000;
}

/** When a local day begins; days and months may be out of range, as in Date.UTC. Where clocks skip midnight, the first moment after it. */
export function startOfDay(year, month, day, zone) {
  const midnight = Date.UTC(year, month - 1, day);
  const first = midnight - offset(midnight - offset(midnight, zone), zone);
  const clock = local(first, zone);
  const wanted = new Date(midnight).getUTCDate();
  if (clock.day !== wanted) {
    return new Date(first + 60 * MINUTE);
  }
  return new Date(first);
}

/** The ranges to choose from: id → words, periods, and the local day or hour they begin at. */
export const RANGES = {
  "24h": { words: "Last 24 hours", groupBy: "Hourly", from: (now) => Math.floor(now / (60 * MINUTE)) * 60 * MINUTE - 23 * 60 * MINUTE },
  "7d": { words: "Last 7 days", groupBy: "Daily", from: (now, zone, at) => startOfDay(at.year, at.month, at.day - 6, zone) },
  "30d": { words: "Last 30 days", groupBy: "Daily", from: (now, zone, at) => startOfDay(at.year, at.month, at.day - 29, zone) },
  "3m": { words: "Last 3 months", groupBy: "Weekly", from: (now, zone, at) => threeMonths(at, zone) },
  "12m": { words: "Last 12 months", groupBy: "Monthly", from: (now, zone, at) => startOfDay(at.year, at.month - 11, 1, zone) },
  "24m": { words: "Last 24 months", groupBy: "Monthly", from: (now, zone, at) => startOfDay(at.year, at.month - 23, 1, zone) },
};

/** The first day from which today is at most three months away, as a report by the week may be. Months are of different lengths: on the last day of one that is the first of another. */
function threeMonths({ year, month, day }, zone) {
  return day === length(year, month) ? startOfDay(year, month - 2, 1, zone) : startOfDay(year, month - 3, day + 1, zone);
}

function length(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A local day some months later; the last of its month where that month is shorter, as reports count. */
function plusMonths([year, month, day], months, zone) {
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const [y, m] = [first.getUTCFullYear(), first.getUTCMonth() + 1];
  return startOfDay(y, m, Math.min(day, length(y, m)), zone);
}

/** `{from, to, groupBy, words}` of a state; throws an Error in words for one that cannot be. */
export function span(state, now = Date.now()) {
  const zone = isZone(state.zone) ? state.zone : "UTC";
  if (state.range === "custom") {
    return custom(state, zone);
  }
  const range = RANGES[state.range] ?? RANGES["30d"];
  const from = new Date(range.from(now, zone, local(now, zone)));
  return { from: from.toISOString(), to: new Date(now).toISOString(), groupBy: range.groupBy, words: range.words, zone };
}

function custom(state, zone) {
  const [first, last] = [state.from, state.to].map((day) => /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? "")?.slice(1).map(Number));
  if (!first || !last) {
    throw new Error("Choose a first and a last day.");
  }
  const from = startOfDay(...first, zone);
  const to = startOfDay(last[0], last[1], last[2] + 1, zone);
  if (from >= to) {
    throw new Error("The last day is before the first one.");
  }
  if (to > plusMonths(first, 24, zone)) {
    throw new Error("At most 24 months can be shown at once.");
  }
  const words = `${day(from, zone)} – ${day(startOfDay(...last, zone), zone)}`;
  return { from: from.toISOString(), to: to.toISOString(), groupBy: cut(first, to, zone), words, zone };
}

/** The finest periods that a report may have over such a span. */
function cut(first, to, zone) {
  const [year, month, dayOf] = first;
  if (to <= startOfDay(year, month, dayOf + 1, zone)) {
    return "Hourly";
  }
  return to <= startOfDay(year, month, dayOf + 31, zone) ? "Daily" : to <= plusMonths(first, 3, zone) ? "Weekly" : "Monthly";
}

/** 14 Nov 2026 */
export function day(instant, zone) {
  return format(zone, { day: "numeric", month: "short", year: "numeric" }).format(new Date(instant));
}

/** 14 Nov 2026, 13:05 */
export function moment(instant, zone) {
  return format(zone, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(instant));
}

/** 2026-11-14, as a date field has it. */
export function isoDay(instant, zone) {
  const at = local(new Date(instant), zone);
  return `${at.year}-${String(at.month).padStart(2, "0")}-${String(at.day).padStart(2, "0")}`;
}

/** A period's name. */
export function period(from, groupBy, zone) {
  const at = new Date(from);
  switch (groupBy) {
    case "Hourly": return format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
    case "Monthly": return format(zone, { month: "short", year: "numeric" }).format(at);
    case "Weekly": return `Week of ${format(zone, { day: "numeric", month: "short" }).format(at)}`;
    default: return format(zone, { weekday: "short", day: "numeric", month: "short" }).format(at);
  }
}

/** 90061 s → 1 day 1 hour: the two largest units. */
export function duration(seconds) {
  const units = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const parts = [];
  let left = Math.max(0, Math.round(seconds));
  for (const [name, length] of units) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0) {
      parts.push(`${count} ${name}${count === 1 ? "" : "s"}`);
    } else if (parts.length > 0) {
      break;
    }
  }
  return parts.slice(0, 2).join(" ") || "0 seconds";
}
