// CSAT over time: a line for this period, a dashed one for the period before, bars for how many answered; and the same as a table.

import { fill, h } from "./dom.js";
import { average, count, isFew, percent } from "./format.js";
import { loaded } from "./panel.js";
import { period } from "./time.js";
import { sentence } from "./summary.js";
import { table } from "./table.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

export function trend(panel, report, range, signal) {
  const open = panel.body.querySelector("details")?.open ?? false;
  const rows = report.periods.map((now, i) => ({ now, label: period(now.from, range.groupBy, range.zone), before: report.previous.periods[i] ?? null }));
  const canvas = h("canvas", { role: "img", "aria-label": `${sentence(report, range)} The table below has each period.` });
  const figures = table(columns(rows), rows, { caption: `CSAT by period, ${range.words}`, file: "csat-over-time.csv" });
  fill(panel.tools, h("p", { className: "legend", "aria-hidden": "true" },
    h("span", {}, h("i"), "CSAT"), h("span", {}, h("i", { className: "before" }), "period before"), h("span", {}, h("i", { className: "volume" }), "answers"),
    rows.some(({ now }) => isFew(now)) && h("span", {}, h("i", { className: "few-point" }), "fewer than 10")));
  loaded(panel.body, h("div", { className: "chart" }, canvas), h("details", { open }, h("summary", {}, "Figures as a table"),
    figures.element, h("p", { className: "more" }, h("button", { type: "button", className: "small", onClick: figures.save }, "Download CSV"))));
  draw(canvas, rows, signal);
}

function columns(rows) {
  const of = (row) => row.before;
  return [
    { key: "from", title: "Period", show: (row) => row.label, value: (row) => row.now.from, csv: [["from", (row) => row.now.from], ["to", (row) => row.now.to]] },
    { key: "score", title: "CSAT", number: true, show: (row) => percent(row.now.csat_score), value: (row) => row.now.csat_score, csv: [["csat_score", (row) => row.now.csat_score]] },
    { key: "total", title: "Answers", number: true, show: (row) => [count(row.now.total_answers), isFew(row.now) && h("span", { className: "unseen" }, " (few)")], value: (row) => row.now.total_answers,
      csv: [1, 2, 3, 4, 5].map((score) => [`csat_score${score}_answers`, (row) => row.now[`csat_score${score}_answers`]]).concat([["total_answers", (row) => row.now.total_answers], ["positive_answers", (row) => row.now.positive_answers]]) },
    { key: "average", title: "Average", number: true, show: (row) => average(row.now.average), value: (row) => row.now.average, csv: [["average", (row) => row.now.average]] },
    { key: "before", title: "CSAT before", number: true, show: (row) => percent(of(row)?.csat_score), value: (row) => of(row)?.csat_score ?? null,
      csv: [["previous_csat_score", (row) => of(row)?.csat_score], ["previous_total_answers", (row) => of(row)?.total_answers]] },
  ];
}

function draw(canvas, rows, signal) {
  const chart = new Chart(canvas, config(rows));
  const repaint = () => {
    Object.assign(chart, config(rows));
    chart.update("none");
  };
  dark.addEventListener("change", repaint, { signal });
  // The card is drawn anew each minute and at each view: a chart that nobody sees must not live on.
  const gone = new MutationObserver(() => !canvas.isConnected && end());
  const end = () => { gone.disconnect(); dark.removeEventListener("change", repaint); chart.destroy(); };
  gone.observe(document.getElementById("main"), { childList: true, subtree: true });
}

function config(rows) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const lows = rows.flatMap(({ now, before }) => [now.csat_score, before?.csat_score]).filter((score) => score !== null && score !== undefined);
  const text = { color: colour("muted"), font: { family: getComputedStyle(document.body).fontFamily, size: 12 } };
  return {
    data: {
      labels: rows.map(({ label }) => label),
      datasets: [line(rows.map(({ now }) => now.csat_score), colour("score-5"), rows.map(({ now }) => isFew(now)), colour("card")),
        { type: "line", label: "CSAT before", data: rows.map(({ before }) => before?.csat_score ?? null), borderColor: colour("muted"), borderWidth: 1.5, borderDash: [5, 4],
          pointRadius: 0, pointHitRadius: 8, cubicInterpolationMode: "monotone", spanGaps: true, order: 2 },
        { type: "bar", label: "Answers", data: rows.map(({ now }) => now.total_answers), backgroundColor: colour("bars"), borderRadius: 3, yAxisID: "answers", order: 3, maxBarThickness: 42 }],
    },
    options: {
      responsive: true, maintainAspectRatio: false,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 300 },
      interaction: { mode: "index", intersect: false },
      plugins: { legend: { display: false }, tooltip: tooltip(rows) },
      scales: {
        x: { grid: { display: false }, border: { color: colour("line") }, ticks: { ...text, maxRotation: 0, autoSkipPadding: 18 } },
        y: { min: Math.max(0, Math.floor((Math.min(100, ...lows) - 5) / 10) * 10), max: 100, grid: { color: colour("line") }, border: { display: false },
          ticks: { ...text, maxTicksLimit: 6, callback: (value) => `${value} %` } },
        answers: { position: "right", beginAtZero: true, suggestedMax: 3 * Math.max(1, ...rows.map(({ now }) => now.total_answers)), display: false },
      },
    },
  };
}

function line(data, colour, few, card) {
  return {
    type: "line", label: "CSAT", data, borderColor: colour, borderWidth: 2.5, clip: 8, cubicInterpolationMode: "monotone", spanGaps: true, order: 1,
    pointRadius: few.map((one) => (one ? 4 : data.length > 40 ? 0 : 2.5)), pointHitRadius: 8, pointHoverRadius: 5,
    pointBackgroundColor: few.map((one) => (one ? card : colour)), pointBorderColor: colour, pointBorderWidth: few.map((one) => (one ? 2 : 0)),
  };
}

function tooltip(rows) {
  return {
    displayColors: false, padding: 10,
    callbacks: {
      label: (item) => {
        const { now, before } = rows[item.dataIndex];
        switch (item.dataset.label) {
          case "CSAT": return `CSAT ${percent(now.csat_score)}${isFew(now) ? ", few answers" : ""}`;
          case "CSAT before": return `Period before ${percent(before?.csat_score)}`;
          default: return `${count(now.total_answers)} answers`;
        }
      },
    },
  };
}
