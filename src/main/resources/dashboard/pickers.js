// Range and time zone.

import { h, put } from "./dom.js";
import { go } from "./state.js";
import { RANGES, isZone, isoDay, zones } from "./time.js";

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

/** Each digit that is typed may make another day, which nobody meant: one that is typed counts at Enter, or when the field is left. */
function day(id, state) {
  let typed = false;
  const take = ({ target }) => target.value && go({ [id]: target.value });
  return h("input", { id, type: "date", value: state[id] ?? "", onBlur: take, onChange: (event) => typed || take(event),
    onPointerdown: () => { typed = false; },
    onKeydown: (event) => { typed = true; event.key === "Enter" && take(event); } });
}

function zonePicker(state) {
  const zone = isZone(state.zone) ? state.zone : "UTC";
  const all = zones();
  const select = h("select", { id: "zone", onChange: (event) => go({ zone: event.target.value }) });
  return put(select, (all.includes(zone) ? all : [zone, ...all]).map((one) => option(one, one.replaceAll("_", " "), zone)));
}
