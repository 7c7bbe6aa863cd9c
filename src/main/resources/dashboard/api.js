// Requests to this connector, and to nobody else. What may change something carries the header that only our own page can send.

/** An answer other than 2xx, or none. `advice` says what to do. */
export class ApiError extends Error {
  constructor(status, message, advice) {
    super(message);
    this.status = status;
    this.advice = advice;
  }
}

/** JSON from a path. */
export async function get(path, signal) {
  return (await request(path, { method: "GET" }, signal)).json();
}

/** JSON for a body. */
export async function post(path, body, signal) {
  return (await send(path, body, signal)).json();
}

/** A file for a body. */
export async function download(path, body) {
  return (await send(path, body, undefined, "text/csv")).blob();
}

/** DELETE; JSON. */
export async function remove(path) {
  return (await request(path, { method: "DELETE" })).json();
}

function send(path, body, signal, accept = "application/json") {
  return request(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", Accept: accept } }, signal);
}

async function request(path, options, signal) {
  let answer;
  try {
    answer = await fetch(path, {
      ...options, signal, credentials: "same-origin", cache: "no-store", redirect: "error",
      headers: { "X-Csat-Relay": "dashboard", ...options.headers },
    });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new ApiError(0, "The connector does not answer.", "Check that it runs and that you can reach it, then try again.");
  }
  if (!answer.ok) {
    throw await failed(answer);
  }
  return answer;
}

async function failed(answer) {
  const said = await answer.json().catch(() => ({}));
  const words = said.message ?? `HTTP ${answer.status}`;
  if (answer.status === 429) {
    const wait = answer.headers.get("Retry-After");
    return new ApiError(429, "Too many requests for now.", `Wait ${wait ? `${wait} seconds` : "a minute"}, then try again.`);
  }
  if (answer.status === 403) {
    return new ApiError(403, "This is not allowed with your token.", "Sign in with the admin token.");
  }
  if (answer.status >= 500) {
    return new ApiError(answer.status, "The connector could not answer.", `It said: ${words}. Look there, then try again.`);
  }
  const advice = answer.status === 404 ? "This connector has no such report. Is an older version running?" : "Change what you asked for, then try again.";
  return new ApiError(answer.status, `The connector said: ${words}`, advice);
}
