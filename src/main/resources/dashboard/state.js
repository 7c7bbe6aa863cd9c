// What is shown, in the address's fragment: a link brings another person to the same sight. A fragment is never sent to a server.

/** The defaults, which a link leaves out. */
const DEFAULTS = { range: "30d", by: "agent", records: "refused" };

const VIEWS = ["ratings", "connector", "tiles"];

/** `{view, …}` of the address. */
export function read() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return { ...DEFAULTS, zone: browserZone(), ...Object.fromEntries(new URLSearchParams(query)), view: VIEWS.includes(path) ? path : "ratings" };
}

/** The address of a state. */
export function link(state) {
  const { view, ...rest } = state;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(rest)) {
    const plain = key === "zone" ? browserZone() : DEFAULTS[key];
    if (value !== undefined && value !== null && value !== "" && value !== plain) {
      query.set(key, value);
    }
  }
  const words = query.toString();
  return `#/${view}${words ? `?${words}` : ""}`;
}

/** Shows another state; `silent` keeps it out of the browser's history and redraws nothing. */
export function go(change, silent = false) {
  const address = link({ ...read(), ...change });
  if (silent) {
    history.replaceState(null, "", address);
  } else if (address !== location.hash) {
    location.hash = address;
  }
}

function browserZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
