-- The store: streams, their decisions, snapshots, and how far jobs got.
-- Instants are texts of fixed width, 2026-03-01T08:00:00.000000000Z, compared by their characters: the order of texts is the order of time.
-- For PostgreSQL's own type write at::timestamptz, which keeps microseconds.

CREATE TABLE {schema}{prefix}schema (
    version integer NOT NULL PRIMARY KEY,
    name text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);

-- One row per stream; also the index of what is due.
CREATE TABLE {schema}{prefix}streams (
    stream bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    category text NOT NULL,
    key text NOT NULL,
    version bigint NOT NULL,
    rewritten integer NOT NULL DEFAULT 0,
    policy_label text,
    policy_fingerprint text,
    next_due text COLLATE "C",
    set_aside_at text COLLATE "C",
    set_aside_reason text,
    CONSTRAINT {prefix}streams_key UNIQUE (category, key)
) WITH (fillfactor = 80);

CREATE INDEX {prefix}streams_due ON {schema}{prefix}streams (category, next_due, stream) WHERE next_due IS NOT NULL AND set_aside_at IS NULL;
CREATE INDEX {prefix}streams_list ON {schema}{prefix}streams (category, stream);
CREATE INDEX {prefix}streams_aside ON {schema}{prefix}streams (category, stream) WHERE set_aside_at IS NOT NULL;

-- One row per decision: what was asked, what followed, under which policy, by whom and when. Never changed but by erasing a person.
-- events: [{"type":"loyalty.points-awarded","version":1,"data":{...}}, ...]
CREATE TABLE {schema}{prefix}decisions (
    stream bigint NOT NULL,
    version bigint NOT NULL,
    idempotency_key text,
    fingerprint text,
    at text COLLATE "C" NOT NULL,
    recorded_at text COLLATE "C" NOT NULL,
    policy_label text,
    policy_fingerprint text,
    next_due text COLLATE "C",
    actor text,
    approved_by text,
    source_document text,
    correlation_id text,
    command_type text,
    command_version integer,
    command json,
    events json NOT NULL,
    CONSTRAINT {prefix}decisions_key PRIMARY KEY (stream, version)
);

CREATE UNIQUE INDEX {prefix}decisions_idempotency ON {schema}{prefix}decisions (stream, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- A cache: rows may be deleted at any time.
CREATE TABLE {schema}{prefix}snapshots (
    stream bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    schema text NOT NULL,
    payload text NOT NULL
) WITH (fillfactor = 80);

CREATE TABLE {schema}{prefix}checkpoints (
    name text NOT NULL PRIMARY KEY,
    value text NOT NULL
);

-- One row per event, for reports.
CREATE VIEW {schema}{prefix}events AS
SELECT s.category, s.key, d.version, e.ordinal::integer AS ordinal, e.event ->> 'type' AS type, (e.event ->> 'version')::integer AS type_version,
    e.event -> 'data' AS data, d.at AS decided_at, d.recorded_at, d.actor, d.source_document, d.correlation_id
FROM {schema}{prefix}decisions AS d
JOIN {schema}{prefix}streams AS s ON s.stream = d.stream
CROSS JOIN LATERAL json_array_elements(d.events) WITH ORDINALITY AS e (event, ordinal);

INSERT INTO {schema}{prefix}schema (version, name) VALUES (1, 'store');
