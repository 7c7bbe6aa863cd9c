// What is counted at all: one agent, queue or channel that somebody chose in a table.

import { h } from "./dom.js";
import { name } from "./names.js";
import { go } from "./state.js";

const KEYS = ["agent", "queue", "channel"];

/** A report's body with the chosen filters. @param filters from, to, groupBy */
export function filters(state, filters) {
  const queues = state.queue ? { queues: [state.queue] } : {};
  const channels = state.channel ? { channels: [state.channel] } : {};
  return { filters: { ...filters, ...queues, ...channels }, ...(state.agent ? { userIds: [state.agent] } : {}) };
}

/** Whether something is filtered. */
export function filtered(state) {
  return KEYS.some((key) => state[key]);
}

/** What is filtered, each with a way to take it away. */
export function chips(state) {
  const on = KEYS.filter((key) => state[key]);
  return on.length > 0 && h("p", { className: "chips" }, h("span", { className: "muted" }, "Only"),
    on.map((key) => h("button", { type: "button", className: "chip small", "aria-label": `Remove the filter ${key} ${name(key, state[key])}`, onClick: () => go({ [key]: "" }) },
      `${key} ${name(key, state[key])}`, h("span", { "aria-hidden": "true" }, "×"))));
}
