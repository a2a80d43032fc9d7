-- The store: streams, their decisions, snapshots, and how far jobs got.
-- Instants are texts of fixed width, 2026-03-01T08:00:00.000000000Z, compared by their characters: the order of texts is the order of time.
-- SQLite's functions read them: datetime(at).

CREATE TABLE {schema}{prefix}schema (
    version INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- One row per stream; also the index of what is due.
CREATE TABLE {schema}{prefix}streams (
    stream INTEGER PRIMARY KEY AUTOINCREMENT,
    category TEXT NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    rewritten INTEGER NOT NULL DEFAULT 0,
    policy_label TEXT,
    policy_fingerprint TEXT,
    next_due TEXT,
    set_aside_at TEXT,
    set_aside_reason TEXT,
    CONSTRAINT {prefix}streams_key UNIQUE (category, key)
);

CREATE INDEX {schema}{prefix}streams_due ON {prefix}streams (category, next_due, stream) WHERE next_due IS NOT NULL AND set_aside_at IS NULL;
CREATE INDEX {schema}{prefix}streams_list ON {prefix}streams (category, stream);
CREATE INDEX {schema}{prefix}streams_aside ON {prefix}streams (category, stream) WHERE set_aside_at IS NOT NULL;

-- One row per decision: what was asked, what followed, under which policy, by whom and when. Never changed but by erasing a person.
-- events: [{"type":"loyalty.points-awarded","version":1,"data":{...}}, ...]
CREATE TABLE {schema}{prefix}decisions (
    stream INTEGER NOT NULL,
    version INTEGER NOT NULL,
    idempotency_key TEXT,
    fingerprint TEXT,
    at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    policy_label TEXT,
    policy_fingerprint TEXT,
    next_due TEXT,
    actor TEXT,
    approved_by TEXT,
    source_document TEXT,
    correlation_id TEXT,
    command_type TEXT,
    command_version INTEGER,
    command TEXT,
    events TEXT NOT NULL,
    CONSTRAINT {prefix}decisions_key PRIMARY KEY (stream, version)
);

CREATE UNIQUE INDEX {schema}{prefix}decisions_idempotency ON {prefix}decisions (stream, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- A cache: rows may be deleted at any time.
CREATE TABLE {schema}{prefix}snapshots (
    stream INTEGER NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    schema TEXT NOT NULL,
    payload TEXT NOT NULL
);

CREATE TABLE {schema}{prefix}checkpoints (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- One row per event, for reports.
CREATE VIEW {schema}{prefix}events AS
SELECT s.category, s.key, d.version, e.key + 1 AS ordinal, json_extract(e.value, '$.type') AS type, json_extract(e.value, '$.version') AS type_version,
    json_extract(e.value, '$.data') AS data, d.at AS decided_at, d.recorded_at, d.actor, d.source_document, d.correlation_id
FROM {prefix}decisions AS d
JOIN {prefix}streams AS s ON s.stream = d.stream
JOIN json_each(d.events) AS e;

INSERT INTO {schema}{prefix}schema (version, name) VALUES (1, 'store');
