// Range and time zone.

import { h, put } from "./dom.js";
import { go } from "./state.js";
import { RANGES, isZone, isoDay, zones } from "./time.js";

/** Longer than between two digits, in milliseconds. */
const PAUSE = 700;

export function pickers(state) {
  const custom = state.range === "custom";
  return h("div", { className: "pickers", role: "group", "aria-label": "Range and time zone" },
    field("Range", "range", h("select", { id: "range", onChange: (event) => go(chosen(event.target.value, state)) },
      Object.entries({ ...Object.fromEntries(Object.entries(RANGES).map(([id, { words }]) => [id, words])), custom: "Custom days" })
        .map(([id, words]) => option(id, words, state.range)))),
    custom && field("First day", "from", day("from", state)),
    custom && field("Last day", "to", day("to", state)),
    field("Time zone", "zone", zonePicker(state)));
}

function field(words, id, input) {
  return h("div", { className: "field" }, h("label", { for: id }, words), input);
}

function option(value, words, chosen) {
  return h("option", { value, selected: value === chosen }, words);
}

function chosen(range, state) {
  const today = Date.now();
  return range === "custom" ? { range, from: state.from ?? isoDay(today - 6 * 86_400_000, state.zone), to: state.to ?? isoDay(today, state.zone) }
    : { range, from: "", to: "" };
}

/** Each digit that is typed may make another day; the one that stands for a moment is meant. */
function day(id, state) {
  let typing;
  const input = h("input", { id, type: "date", value: state[id] ?? "", onChange: () => {
    clearTimeout(typing);
    typing = setTimeout(() => input.isConnected && input.value && go({ [id]: input.value }), PAUSE);
  } });
  return input;
}

function zonePicker(state) {
  const zone = isZone(state.zone) ? state.zone : "UTC";
  const all = zones();
  const select = h("select", { id: "zone", onChange: (event) => go({ zone: event.target.value }) });
  return put(select, (all.includes(zone) ? all : [zone, ...all]).map((one) => option(one, one.replaceAll("_", " "), zone)));
}
