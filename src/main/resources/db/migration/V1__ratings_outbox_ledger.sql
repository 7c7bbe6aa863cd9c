-- All times are milliseconds since 1970-01-01T00:00:00Z. ${number} is the key type of the database, made by itself.

-- Every rating's newest version. body is the whole rating, JSON, as a mapping emits it; the columns beside it are what
-- reports and lists look for. counts: 0 when a later rating with its supersedes_key stands in its place in reports.
CREATE TABLE rating (
  id             ${number},
  source         TEXT    NOT NULL,
  external_id    TEXT    NOT NULL,
  version        TEXT    NOT NULL,
  version_at     BIGINT,
  submitted_at   BIGINT  NOT NULL,
  score          INTEGER NOT NULL,
  min_score      INTEGER NOT NULL,
  max_score      INTEGER NOT NULL,
  ticket_id      TEXT,
  agent_id       TEXT,
  agent_email    TEXT,
  requester_id   TEXT,
  supersedes_key TEXT,
  updated_at     BIGINT,
  slice          BIGINT  NOT NULL,
  score_of_five  INTEGER NOT NULL,
  counts         INTEGER NOT NULL,
  body           TEXT    NOT NULL,
  first_seen_at  BIGINT  NOT NULL,
  stored_at      BIGINT  NOT NULL,
  UNIQUE (source, external_id)
);
CREATE INDEX rating_submitted ON rating (submitted_at);
CREATE INDEX rating_supersedes ON rating (source, supersedes_key) WHERE supersedes_key IS NOT NULL;

-- Vendor records that could not become a rating, as the mapping was given them. reads: how many reads of it the books count as
-- quarantined, one for each version. retry: a person asked to map it again.
CREATE TABLE quarantine (
  id          ${number},
  source      TEXT   NOT NULL,
  external_id TEXT   NOT NULL,
  version     TEXT   NOT NULL,
  version_at  BIGINT,
  input       TEXT   NOT NULL,
  reason      TEXT   NOT NULL,
  reads       BIGINT NOT NULL,
  run         BIGINT NOT NULL,
  at          BIGINT NOT NULL,
  retry       INTEGER NOT NULL DEFAULT 0,
  UNIQUE (source, external_id)
);
CREATE INDEX quarantine_run ON quarantine (run);
CREATE INDEX quarantine_retry ON quarantine (source, id) WHERE retry = 1;

-- What MaestroQA is owed: a row for each (rating, version), in exactly one state. item is what is sent for it, JSON.
-- waits_for: the row of an earlier version that is in flight; this one goes after its answer.
CREATE TABLE outbox (
  id          ${number},
  source      TEXT    NOT NULL,
  external_id TEXT    NOT NULL,
  version     TEXT    NOT NULL,
  ticket_id   TEXT,
  item        TEXT    NOT NULL,
  state       TEXT    NOT NULL
    CHECK (state IN ('pending', 'delivered', 'refused', 'unknown', 'held', 'replaced', 'dismissed')),
  urgency     INTEGER NOT NULL,
  batch       BIGINT,
  place       INTEGER,
  waits_for   BIGINT,
  maestro_id  TEXT,
  reason      TEXT,
  run         BIGINT  NOT NULL,
  owed_at     BIGINT  NOT NULL,
  changed_at  BIGINT  NOT NULL,
  UNIQUE (source, external_id, version)
);
CREATE INDEX outbox_claim ON outbox (urgency, id) WHERE state = 'pending' AND batch IS NULL AND waits_for IS NULL;
CREATE INDEX outbox_pending ON outbox (owed_at) WHERE state = 'pending';
CREATE INDEX outbox_batch ON outbox (batch, place) WHERE batch IS NOT NULL;
CREATE INDEX outbox_attention ON outbox (state, id) WHERE state IN ('refused', 'unknown', 'held');
CREATE INDEX outbox_waiting ON outbox (waits_for) WHERE waits_for IS NOT NULL;
CREATE INDEX outbox_run ON outbox (run);

-- One request's ratings. losses: how many of its answers were lost.
CREATE TABLE batch (
  id         ${number},
  parent     BIGINT,
  state      TEXT    NOT NULL,
  losses     INTEGER NOT NULL,
  size       INTEGER NOT NULL,
  created_at BIGINT  NOT NULL
);
CREATE INDEX batch_open ON batch (state, id) WHERE state NOT IN ('SETTLED', 'REFUSED', 'DISSOLVED', 'PROBED', 'UNKNOWN');
CREATE INDEX batch_parent ON batch (parent) WHERE parent IS NOT NULL;

-- The request ledger: a row is committed before its request is sent.
CREATE TABLE request (
  id          ${number},
  batch       BIGINT NOT NULL,
  sent_at     BIGINT NOT NULL,
  answered_at BIGINT,
  status      INTEGER
);
CREATE INDEX request_answered ON request (answered_at);

-- Whether requests may go to MaestroQA: one row. asked_until: how much of a wait MaestroQA asked for; a person ends the rest.
CREATE TABLE sink (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  paused      INTEGER NOT NULL,
  by_person   INTEGER NOT NULL,
  wait_until  BIGINT,
  asked_until BIGINT,
  reason      TEXT,
  answer      TEXT,
  failures    INTEGER NOT NULL,
  settings    TEXT
);
-- answer: MaestroQA's words that it is paused for; they may quote a rating, so they are served and never logged.
-- settings: a salted hash of the settings that the pause was for; a start with others ends it.
INSERT INTO sink (id, paused, by_person, failures) VALUES (1, 0, 0, 0);

-- A source: whether a person paused it, until when it waits by itself, and why its account has nothing for it; null when it may.
CREATE TABLE source (
  id         TEXT PRIMARY KEY,
  paused     INTEGER NOT NULL,
  wait_until BIGINT,
  wait_words TEXT,
  absent     TEXT,
  said       TEXT
);
-- said: the vendor's own words with the error that the last run failed for; they may quote anything, so they are served and never logged.

-- Bookmarks: how far each lane (live, reread, backfill) of a source is. pages: stored pages of the window in work.
CREATE TABLE lane (
  source         TEXT    NOT NULL,
  lane           TEXT    NOT NULL,
  position       BIGINT  NOT NULL,
  until_at       BIGINT  NOT NULL,
  window_seconds BIGINT  NOT NULL,
  pages          INTEGER NOT NULL,
  started_at     BIGINT  NOT NULL,
  continuation   TEXT,
  PRIMARY KEY (source, lane)
);

-- Runs, for status and for the commands that follow them. left_early: it ended because somebody wanted it so, or with its process:
-- no fault of the source.
CREATE TABLE run (
  id          ${number},
  source      TEXT   NOT NULL,
  lane        TEXT   NOT NULL,
  wish        BIGINT,
  started_at  BIGINT NOT NULL,
  ended_at    BIGINT,
  error       TEXT,
  left_early  INTEGER NOT NULL DEFAULT 0,
  expected    BIGINT,
  at_least    INTEGER,
  fetched     BIGINT NOT NULL DEFAULT 0,
  stored      BIGINT NOT NULL DEFAULT 0,
  unchanged   BIGINT NOT NULL DEFAULT 0,
  filtered    BIGINT NOT NULL DEFAULT 0,
  quarantined BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX run_source ON run (source, id);
CREATE INDEX run_open ON run (source, id) WHERE ended_at IS NULL;
CREATE INDEX run_wish ON run (wish) WHERE wish IS NOT NULL;

-- The books. account: a source's id (entries fetched, stored, unchanged, filtered, quarantined), or 'outbox' (owed and its
-- states). Changed in the transaction that changes what they count.
CREATE TABLE book (
  account TEXT   NOT NULL,
  entry   TEXT   NOT NULL,
  n       BIGINT NOT NULL,
  PRIMARY KEY (account, entry)
);

-- A run that a command asks the holder for. wished_at: when the command last said that it waits for it; a wish that nobody waits for
-- any more is not fulfilled.
CREATE TABLE wish (
  id        ${number},
  source    TEXT   NOT NULL,
  lane      TEXT   NOT NULL,
  from_at   BIGINT,
  to_at     BIGINT,
  record_id TEXT,
  wished_at BIGINT NOT NULL,
  begun_at  BIGINT,
  error     TEXT
);
CREATE INDEX wish_open ON wish (id) WHERE begun_at IS NULL;

-- The combinations of values that ratings are counted under; '' for none.
CREATE TABLE slice (
  id      ${number},
  source  TEXT NOT NULL,
  skill   TEXT NOT NULL,
  agent   TEXT NOT NULL,
  channel TEXT NOT NULL,
  queue   TEXT NOT NULL,
  account TEXT NOT NULL,
  survey  TEXT NOT NULL,
  label   TEXT NOT NULL,
  UNIQUE (source, skill, agent, channel, queue, account, survey, label)
);

-- Answers by score 1 to 5 in five minutes, named by their end. Changed in the transaction that changes the ratings they count.
CREATE TABLE bucket (
  ends_at BIGINT NOT NULL,
  slice   BIGINT NOT NULL,
  score1  BIGINT NOT NULL,
  score2  BIGINT NOT NULL,
  score3  BIGINT NOT NULL,
  score4  BIGINT NOT NULL,
  score5  BIGINT NOT NULL,
  PRIMARY KEY (ends_at, slice)
)${clustered};

-- The sums of buckets over an hour, a day or a month, UTC, named by its end: all slices packed into one value, so that a report over
-- years reads few rows. Made from the buckets, and made anew while nobody waits for it.
CREATE TABLE rollup (
  level   TEXT   NOT NULL,
  ends_at BIGINT NOT NULL,
  counts  ${bytes} NOT NULL,
  PRIMARY KEY (level, ends_at)
)${clustered};

-- The hours with buckets that changed since they were summed up: reports read their buckets.
CREATE TABLE rollup_due (
  hour_ends_at BIGINT PRIMARY KEY
);

-- The buckets that changed since their interval was published.
CREATE TABLE publish_due (
  source  TEXT   NOT NULL,
  ends_at BIGINT NOT NULL,
  PRIMARY KEY (ends_at, source)
);

-- The distributions of closed intervals, a row for each source and interval with answers. revision: higher for each row that is written.
CREATE TABLE published (
  id               TEXT   PRIMARY KEY,
  source           TEXT   NOT NULL,
  from_at          BIGINT NOT NULL,
  to_at            BIGINT NOT NULL,
  revision         BIGINT NOT NULL UNIQUE,
  score1           BIGINT NOT NULL,
  score2           BIGINT NOT NULL,
  score3           BIGINT NOT NULL,
  score4           BIGINT NOT NULL,
  score5           BIGINT NOT NULL,
  total_answers    BIGINT NOT NULL,
  positive_answers BIGINT NOT NULL,
  csat_score       DOUBLE PRECISION,
  average          DOUBLE PRECISION,
  skills           TEXT   NOT NULL,
  agents           TEXT   NOT NULL,
  published_at     BIGINT NOT NULL
);

-- How far each reporting endpoint has taken what was published. id: a hash of its URL.
CREATE TABLE report_endpoint (
  id         TEXT    PRIMARY KEY,
  revision   BIGINT  NOT NULL,
  failures   INTEGER NOT NULL,
  wait_until BIGINT
);

-- What sources counted of engagements in five minutes, named by their end; times in seconds. '' for no skill or no agent.
CREATE TABLE engagement (
  ends_at                          BIGINT NOT NULL,
  source                           TEXT   NOT NULL,
  skill                            TEXT   NOT NULL,
  agent                            TEXT   NOT NULL,
  interactive                      BIGINT NOT NULL,
  non_interactive                  BIGINT NOT NULL,
  handling_seconds                 BIGINT NOT NULL,
  non_interactive_handling_seconds BIGINT NOT NULL,
  connected                        BIGINT NOT NULL,
  PRIMARY KEY (ends_at, source, skill, agent)
)${clustered};

-- Customers' answers that a source gave as counts: by score 1 to 5 in five minutes, named by their end. '' for no skill or no agent.
CREATE TABLE csat_tile (
  ends_at BIGINT NOT NULL,
  source  TEXT   NOT NULL,
  skill   TEXT   NOT NULL,
  agent   TEXT   NOT NULL,
  score1  BIGINT NOT NULL,
  score2  BIGINT NOT NULL,
  score3  BIGINT NOT NULL,
  score4  BIGINT NOT NULL,
  score5  BIGINT NOT NULL,
  PRIMARY KEY (ends_at, source, skill, agent)
)${clustered};

-- What a source answered for a rolling window, from its start to when it was asked for: what tiles were made of.
CREATE TABLE csat_snapshot (
  source  TEXT   NOT NULL,
  from_at BIGINT NOT NULL,
  to_at   BIGINT NOT NULL,
  answer  TEXT   NOT NULL,
  PRIMARY KEY (source, from_at, to_at)
);

-- Which buckets are filled of a source that gives counts and no ratings: spans without a break. What is between two of them is a gap that
-- nobody can fill any more; began_at is when it was found.
CREATE TABLE filled (
  source   TEXT   NOT NULL,
  counts   TEXT   NOT NULL,
  from_at  BIGINT NOT NULL,
  to_at    BIGINT NOT NULL,
  began_at BIGINT NOT NULL,
  PRIMARY KEY (source, from_at)
);

-- Gnatta's answers, the newest of each request, as they came. request: a hash of path and body; series: of the same without its range.
-- words: what it is about, without ids. version: a hash of the body. read_at: when Gnatta gave it last; changed_at: when it last was another.
CREATE TABLE gnatta_answer (
  source       TEXT    NOT NULL,
  request      TEXT    NOT NULL,
  series       TEXT    NOT NULL,
  tile         INTEGER NOT NULL,
  kind         TEXT    NOT NULL,
  words        TEXT    NOT NULL,
  export       INTEGER NOT NULL,
  path         TEXT    NOT NULL,
  request_body TEXT    NOT NULL,
  from_at      BIGINT  NOT NULL,
  to_at        BIGINT  NOT NULL,
  version      TEXT    NOT NULL,
  body         TEXT    NOT NULL,
  read_at      BIGINT  NOT NULL,
  changed_at   BIGINT  NOT NULL,
  PRIMARY KEY (source, request)
);
CREATE INDEX gnatta_answer_request ON gnatta_answer (request);
CREATE INDEX gnatta_answer_series ON gnatta_answer (series, to_at);

-- The numbers found in Gnatta's answers, in their order. path: where in the answer; label: the group; period: the time nearest to it, as it came.
CREATE TABLE gnatta_figure (
  source  TEXT    NOT NULL,
  request TEXT    NOT NULL,
  place   INTEGER NOT NULL,
  path    TEXT    NOT NULL,
  name    TEXT    NOT NULL,
  label   TEXT    NOT NULL,
  period  TEXT    NOT NULL,
  value   DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (source, request, place)
)${clustered};

-- When each request was last sent to Gnatta, unless it failed.
CREATE TABLE gnatta_request (
  source   TEXT   NOT NULL,
  request  TEXT   NOT NULL,
  series   TEXT   NOT NULL,
  asked_at BIGINT NOT NULL,
  PRIMARY KEY (source, request)
);
CREATE INDEX gnatta_request_asked ON gnatta_request (asked_at);

-- Until when Gnatta's limit leaves no request: exports (export 1) have one of their own.
CREATE TABLE gnatta_limit (
  source TEXT    NOT NULL,
  export INTEGER NOT NULL,
  until  BIGINT  NOT NULL,
  PRIMARY KEY (source, export)
);

-- What was purged or erased, by hashes with a key that is not in here: no version of such a record is stored again. The row of the mark
-- tells whose key it was.
CREATE TABLE forgotten (
  identity TEXT   PRIMARY KEY,
  version  TEXT   NOT NULL,
  at       BIGINT NOT NULL
)${clustered};
-- Whom people had erased, and the mark.
CREATE INDEX forgotten_subject ON forgotten (at) WHERE version = '';

-- How far each source was purged: what buckets count of answers before that is final.
CREATE TABLE purge (
  source         TEXT   PRIMARY KEY,
  answers_before BIGINT NOT NULL
);

-- What people had erased. subject: a keyed hash of what they asked for.
CREATE TABLE erasure (
  id        ${number},
  at        BIGINT NOT NULL,
  kind      TEXT   NOT NULL,
  subject   TEXT   NOT NULL,
  ratings   BIGINT NOT NULL,
  records   BIGINT NOT NULL,
  left_over BIGINT NOT NULL
);

-- Dropped files that were read to their end, by a hash of their content.
CREATE TABLE file_read (
  source  TEXT   NOT NULL,
  content TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (source, content)
);

-- What signed the deliveries that were stored, until their time lets them in no more: a repeat changes nothing.
CREATE TABLE intake_signature (
  source    TEXT   NOT NULL,
  signature TEXT   NOT NULL,
  until     BIGINT NOT NULL,
  PRIMARY KEY (source, signature)
)${clustered};
CREATE INDEX intake_signature_until ON intake_signature (until);
