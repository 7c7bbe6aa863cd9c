// How the connector is, in words.

import { count, many } from "./format.js";
import { duration, moment } from "./time.js";

/** An hour: longer than any schedule's usual pause. */
const LATE = 3600;

/** `[[how, words]]`: what a person should know, the worst first. */
export function verdict(status, zone) {
  const findings = [...books(status), ...sink(status, zone), ...status.sources.flatMap((source) => ofSource(source)), ...owed(status.outbox), ...quarantine(status)];
  return findings.sort(([a], [b]) => Number(b === "bad") - Number(a === "bad"));
}

function books(status) {
  return status.balanced ? [] : [["bad", "The books do not balance: records are unaccounted for. Compare the figures below, and keep the log."]];
}

function sink({ sink: at }, zone) {
  switch (at.state) {
    case "paused": return [["bad", `Delivering is paused until somebody resumes it: ${at.reason}.`]];
    case "waiting": return [["warn", `Delivering waits until ${moment(at.pausedUntil, zone)}: ${at.reason}.`]];
    case "off": return [["warn", `Nothing is delivered: ${at.reason}.`]];
    default: return [];
  }
}

function ofSource(source) {
  if (source.state === "failing") {
    return [["bad", `${source.id} cannot collect: ${source.lastError}.`]];
  }
  if (source.state === "paused") {
    return [["warn", `${source.id} is paused until somebody resumes it.`]];
  }
  return source.state !== "off" && source.lagSeconds > LATE ? [["warn", `${source.id} is ${duration(source.lagSeconds)} behind.`]] : [];
}

function owed(outbox) {
  return [
    [outbox.refused, "bad", "refused by MaestroQA"],
    [outbox.unknown, "warn", "sent without an answer: MaestroQA may have taken them"],
    [outbox.held, "warn", "held back: a field that MaestroQA requires is missing"],
  ].filter(([n]) => n > 0).map(([n, how, words]) => [how, `${many(n, "rating")} ${n === 1 ? "is" : "are"} ${words}.`]);
}

function quarantine(status) {
  const n = quarantined(status);
  return n > 0 ? [["warn", `${many(n, "record")} could not become a rating and ${n === 1 ? "is" : "are"} in quarantine.`]] : [];
}

/** How many records are in quarantine now: one that is mended is counted as stored. */
export function quarantined(status) {
  return status.sources.reduce((all, source) => all + source.quarantined, 0);
}

/** How far a source has collected. */
export function lag(source) {
  if (source.state === "off") {
    return "Not collecting.";
  }
  return source.bookmark === null ? "Nothing collected yet." : `Collected up to ${duration(source.lagSeconds)} ago.`;
}

/** A source's last run. */
export function lastRun(source, zone) {
  const run = source.lastRun;
  if (run === null) {
    return source.state === "off" ? "" : "No run has ended yet.";
  }
  const seconds = (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000;
  return `Last run ${moment(run.endedAt, zone)}, took ${duration(seconds)}, ${run.ok ? "went well" : "failed"}.`;
}

/** The books of a source as a sum. */
export function sum(source) {
  return `${count(source.fetched)} read = ${count(source.stored)} stored + ${count(source.unchanged)} unchanged + ${count(source.filtered)} filtered + ${count(source.quarantined)} quarantined`;
}

/** Where a source's state leads the eye. */
export function tone(state) {
  return { idle: "good", ready: "good", running: "good", failing: "bad", paused: "warn", waiting: "warn" }[state] ?? "";
}
