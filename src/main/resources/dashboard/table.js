// A table that can be sorted, searched, shortened and kept as a file. Its roles are written out, since a narrow screen shows rows as blocks.

import { announce, fill, h } from "./dom.js";
import { csv, save } from "./csv.js";
import { count } from "./format.js";

const SHORT = 15;

/**
 * @param columns `[{key, title, show(row), value(row), csv?(row), number?, full?, label?, head?}]`; without `value` it cannot be sorted
 * @param rows what it shows
 * @param options `{caption, file, sort, search, onSort, rowClass, none}`; sort such as "-total"
 */
export function table(columns, rows, options) {
  const view = { columns, rows, options, sort: options.sort, all: false };
  const element = h("div", { className: "table" });
  view.element = element;
  view.draw = () => fill(element, ...content(view));
  view.draw();
  return {
    element,
    search(words) {
      options.search = words;
      view.draw();
      announce(`${count(shown(view).length)} of ${count(rows.length)} rows`);
    },
    save: () => save(options.file, file(view)),
  };
}

function content(view) {
  const rows = shown(view);
  if (rows.length === 0) {
    return [h("p", { className: "state" }, view.options.none ?? "Nothing has that name. Search for something else.")];
  }
  const part = view.all ? rows : rows.slice(0, SHORT);
  return [
    h("table", { className: "stack", role: "table" },
      h("caption", { className: "unseen" }, view.options.caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, view.columns.map((column) => head(view, column)))),
      h("tbody", { role: "rowgroup" }, part.map((row) => line(view, row)))),
    rows.length > part.length && h("p", { className: "more" }, h("span", { className: "muted" }, `${count(part.length)} of ${count(rows.length)}`),
      h("button", { type: "button", className: "small", onClick: () => { view.all = true; view.draw(); } }, `Show all ${count(rows.length)}`)),
  ];
}

function head(view, column) {
  const sorted = view.sort === column.key ? "ascending" : view.sort === `-${column.key}` ? "descending" : null;
  const className = column.number ? "number" : null;
  if (!column.value) {
    return h("th", { scope: "col", role: "columnheader", className }, column.head ?? column.title);
  }
  return h("th", { scope: "col", role: "columnheader", className, "aria-sort": sorted },
    h("button", { type: "button", className: "sort", onClick: () => sort(view, column) }, column.title));
}

function sort(view, column) {
  // Numbers are most wanted from the top, words from the first letter.
  const first = column.number ? `-${column.key}` : column.key;
  view.sort = view.sort === first ? (column.number ? column.key : `-${column.key}`) : first;
  view.draw();
  view.options.onSort?.(view.sort);
  [...view.element.querySelectorAll("button.sort")].find((button) => button.textContent === column.title)?.focus();
  announce(`Sorted by ${column.title}, ${view.sort.startsWith("-") ? "descending" : "ascending"}`);
}

function line(view, row) {
  const [first, ...others] = view.columns;
  return h("tr", { role: "row", className: view.options.rowClass?.(row) },
    h("th", { scope: "row", role: "rowheader" }, first.show(row)),
    others.map((column) => h("td", {
      role: "cell", className: [column.number && "number", column.full && "full", column.className].filter(Boolean).join(" "),
      data: column.label === false ? {} : { label: column.label ?? column.title },
    }, column.show(row))));
}

function shown(view) {
  const words = (view.options.search ?? "").trim().toLowerCase();
  const rows = words === "" ? [...view.rows] : view.rows.filter((row) => view.options.words(row).toLowerCase().includes(words));
  const key = (view.sort ?? "").replace(/^-/, "");
  const column = view.columns.find((one) => one.key === key && one.value);
  return column ? rows.sort(order(column, view.sort.startsWith("-") ? -1 : 1)) : rows;
}

/** What has no value comes last, whichever way. */
function order(column, way) {
  return (a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    if (x === null || x === undefined || y === null || y === undefined) {
      return Number(x === null || x === undefined) - Number(y === null || y === undefined);
    }
    return way * (typeof x === "string" ? x.localeCompare(y, "en", { numeric: true, sensitivity: "base" }) : x - y);
  };
}

function file(view) {
  const columns = view.columns.flatMap((column) => column.csv ?? []);
  return csv([columns.map(([title]) => title), ...shown(view).map((row) => columns.map(([, value]) => value(row)))]);
}
