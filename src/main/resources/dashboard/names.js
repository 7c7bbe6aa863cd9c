// Agents, groups and the rest by name. Nobody waits for a name: an id is shown until there is one.

import { get } from "./api.js";

const known = new Map();
/** Tells whoever shows ids that there are names now. @param signal ends it */
export function onNames(show, signal) {
  document.addEventListener("names", show, { signal });
}

/** A look-up takes a moment, so it is asked for again; after that the ids stay. */
const AGAIN = [1500, 4000];

/** `[{id, name}]` of a kind, as the ratings have it. */
export async function values(kind, signal) {
  const { values: found } = await get(`/api/values?kind=${kind}`, signal);
  const before = known.get(kind);
  known.set(kind, new Map(found.map(({ id, name }) => [id, name])));
  if (before && found.some(({ id, name }) => name !== null && !before.get(id))) {
    document.dispatchEvent(new CustomEvent("names"));
  }
  return found;
}

/** Has the names of a kind known, if they can be had: what is shown with ids is better than nothing. */
export async function learn(kind, signal) {
  await values(kind, signal).catch((failure) => {
    if (failure.name === "AbortError" || failure.status === 401) {
      throw failure;
    }
  });
}

/** The values, and once more when names that were missing may have come. */
export async function valuesWithNames(kind, context, show) {
  let found = await values(kind, context.signal);
  await show(found);
  for (const wait of AGAIN) {
    if (!found.some(({ name }) => name === null)) {
      return;
    }
    await new Promise((go) => setTimeout(go, wait));
    if (context.signal.aborted) {
      return;
    }
    const before = found.filter(({ name }) => name === null).length;
    found = await values(kind, context.signal);
    if (found.filter(({ name }) => name === null).length < before) {
      await show(found);
    }
  }
}

/** The name of an id, or the id. */
export function name(kind, id) {
  return known.get(kind)?.get(String(id)) ?? String(id);
}
