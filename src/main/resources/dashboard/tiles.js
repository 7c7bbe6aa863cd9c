// The view of Gnatta's tiles: the figures found in what is kept, as Gnatta gave them, each with its unit and its age.

import { get } from "./api.js";
import { fill, h } from "./dom.js";
import { many } from "./format.js";
import { loadInto } from "./load.js";
import { empty, loaded, panel } from "./panel.js";
import { figure, seriesOf } from "./spark.js";
import { table } from "./table.js";
import { duration, moment } from "./time.js";

export function tiles(main, state, context) {
  const sub = h("p", { className: "sub" });
  const grid = h("div", { className: "grid" });
  const first = panel("Loading");
  fill(main, h("div", { className: "head" }, h("div", {}, h("h1", {}, "Gnatta tiles"), sub)), first.element);
  loadInto(first.body, context, (signal) => get("/api/tiles", signal), (kept) => {
    const [some, none] = [kept.tiles.filter(({ answers }) => answers.length > 0), kept.tiles.filter(({ answers }) => answers.length === 0)];
    sub.textContent = some.length === 0 ? "Figures of Gnatta's Reporting API, kept as they came." : `${many(some.length, "tile")} kept as Gnatta gave them, ${state.zone}`;
    if (some.length === 0) {
      first.element.querySelector("h2").textContent = "Nothing to show";
      nothing(first.body, kept.on);
      return;
    }
    fill(grid, some.map((tile) => card(tile, state.zone)));
    first.element.replaceWith(grid);
    main.append(missing(none));
  });
}

function nothing(body, on) {
  if (on) {
    empty(body, "No tile has been collected yet", "The first run is on its way, or failed: the view Connector says how gnatta-tiles is. Which tiles are collected is written in gnatta-collect.yaml.");
  } else {
    empty(body, "No Gnatta account is connected", "Set GNATTA_BASE_URL, GNATTA_CLIENT_ID, GNATTA_CLIENT_SECRET and GNATTA_DOMAIN_ID, and start the connector again.");
  }
}

function card(tile, zone) {
  const { element, body } = panel(`${tile.number} ${tile.name}`, "half", h("span", { className: "pill" }, tile.unit));
  loaded(body, tile.answers.map((answer) => h("div", { className: "source" },
    h("h3", {}, answer.words), h("p", { className: "muted fine" }, age(answer, zone)), content(tile, answer, zone))));
  return element;
}

function age({ from, to, ageSeconds, source }, zone) {
  return `${moment(from, zone)} to ${moment(to, zone)}; Gnatta gave it ${duration(ageSeconds)} ago (${source}).`;
}

function content(tile, answer, zone) {
  if (answer.figures.length === 0) {
    return h("p", { className: "muted" }, "There is no number in this answer. It is kept as it came.");
  }
  const title = `Tile ${tile.number}, ${answer.words}`;
  return [sparks(tile, answer, zone), h("details", {}, h("summary", {}, "Figures as a table"), figures(tile, answer, zone, title))];
}

/** The first series, each as a row of bars over its periods. */
function sparks(tile, answer, zone) {
  const all = seriesOf(answer.figures);
  const most = Math.max(...answer.figures.map(({ value }) => value), 0);
  const shown = all.slice(0, 8);
  return [h("ul", { className: "sparks" }, shown.map(({ name, points }) => h("li", {}, h("span", { className: "spark-name" }, name),
    h("span", { className: points.length === 1 ? "spark one" : "spark", role: "img", "aria-label": words(name, points, tile.unit, zone) }, points.map(({ value }) => h("i", { vars: { share: most > 0 ? Math.max(0, value) / most : 0 } }))),
    h("b", { className: "number" }, figure(points[points.length - 1].value, tile.unit))))),
    all.length > shown.length && h("p", { className: "muted fine" }, `${all.length - shown.length} more in the table.`)];
}

function words(name, points, unit, zone) {
  const last = points[points.length - 1];
  return points.length === 1 ? `${name}: ${figure(last.value, unit)}`
    : `${name}: ${points.length} periods, the last, ${when(last.period, zone)}, ${figure(last.value, unit)}, the highest ${figure(Math.max(...points.map(({ value }) => value)), unit)}`;
}

function when(period, zone) {
  return /T.*Z$/.test(period) ? moment(period, zone) : period;
}

function figures(tile, answer, zone, title) {
  const columns = [
    { key: "period", title: "Period", show: (row) => (row.period === "" ? "whole range" : when(row.period, zone)), value: (row) => row.period, csv: [["period", (row) => row.period]] },
    { key: "label", title: "Group", show: (row) => row.label || "all", value: (row) => row.label, csv: [["group", (row) => row.label]] },
    { key: "name", title: "Figure", show: (row) => row.name, value: (row) => row.name, csv: [["figure", (row) => row.name]] },
    { key: "value", title: "Value", number: true, show: (row) => figure(row.value, tile.unit), value: (row) => row.value, csv: [["value", (row) => row.value]] },
  ];
  const rows = table(columns, answer.figures, { caption: title, file: `gnatta-tile-${tile.number}.csv` });
  return [rows.element, answer.truncated && h("p", { className: "muted fine" }, "There are more than these: the whole answer is kept."),
    h("p", { className: "more" }, h("button", { type: "button", className: "small", "aria-label": `Download CSV: ${title}`, onClick: rows.save }, "Download CSV"))];
}

function missing(none) {
  const { element, body } = panel("Not collected");
  loaded(body, h("ul", {}, none.map((tile) => h("li", { className: "source" }, h("h3", {}, `${tile.number} ${tile.name}`),
    h("p", { className: "muted" }, tile.notCollected ?? "Give its ids in gnatta-collect.yaml to collect it.")))));
  element.hidden = none.length === 0;
  return element;
}
