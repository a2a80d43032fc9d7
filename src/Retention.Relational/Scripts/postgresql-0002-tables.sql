-- Tables for reports, written in the transaction of the decision. Every row follows from the stream; rebuilding writes them anew.
-- Points are numeric with four decimals.

-- What moved points: the lines of the points ledger, in the order of their stream. Only ever added to.
CREATE TABLE {schema}{prefix}points_entries (
    category text NOT NULL,
    key text NOT NULL,
    version bigint NOT NULL,
    entry integer NOT NULL,
    at text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    wallet text NOT NULL,
    lot integer NOT NULL,
    amount numeric(19, 4) NOT NULL,
    outstanding numeric(19, 4) NOT NULL,
    debt numeric(19, 4) NOT NULL,
    document text,
    CONSTRAINT {prefix}points_entries_key PRIMARY KEY (category, key, version, entry)
);

-- Lots with points in them: spendable, pending or held. A lot that is spent or lapsed has no row.
CREATE TABLE {schema}{prefix}points_lots (
    category text NOT NULL,
    key text NOT NULL,
    lot integer NOT NULL,
    wallet text NOT NULL,
    document text NOT NULL,
    line text,
    policy_label text NOT NULL,
    earned_at text COLLATE "C" NOT NULL,
    active_at text COLLATE "C",
    expires_at text COLLATE "C",
    available numeric(19, 4) NOT NULL,
    pending numeric(19, 4) NOT NULL,
    held numeric(19, 4) NOT NULL,
    CONSTRAINT {prefix}points_lots_key PRIMARY KEY (category, key, lot)
) WITH (fillfactor = 80);

-- What accounts owe, which the next points pay first. An account that owes nothing has no row.
CREATE TABLE {schema}{prefix}points_debts (
    category text NOT NULL,
    key text NOT NULL,
    wallet text NOT NULL,
    debt numeric(19, 4) NOT NULL,
    CONSTRAINT {prefix}points_debts_key PRIMARY KEY (category, key, wallet)
);

-- What an account has of each kind of points: the sum of its lots, and what it owes. An account with neither has no row.
CREATE VIEW {schema}{prefix}points_balances AS
SELECT l.category, l.key, l.wallet, sum(l.available) AS available, sum(l.pending) AS pending, sum(l.held) AS held,
    COALESCE((SELECT d.debt FROM {schema}{prefix}points_debts AS d WHERE d.category = l.category AND d.key = l.key AND d.wallet = l.wallet), 0.0000) AS debt
FROM {schema}{prefix}points_lots AS l
GROUP BY l.category, l.key, l.wallet
UNION ALL
SELECT d.category, d.key, d.wallet, 0.0000, 0.0000, 0.0000, d.debt
FROM {schema}{prefix}points_debts AS d
WHERE NOT EXISTS (SELECT 1 FROM {schema}{prefix}points_lots AS l WHERE l.category = d.category AND l.key = d.key AND l.wallet = d.wallet);

-- The tier of each customer: of a tiering, or of a loyalty programme.
CREATE TABLE {schema}{prefix}customer_tiers (
    category text NOT NULL,
    key text NOT NULL,
    tier text NOT NULL,
    since text COLLATE "C" NOT NULL,
    assigned_tier text,
    assigned_since text COLLATE "C",
    is_overridden boolean NOT NULL,
    overridden_until text COLLATE "C",
    next_tier text,
    next_at text COLLATE "C",
    protected_until text COLLATE "C",
    CONSTRAINT {prefix}customer_tiers_key PRIMARY KEY (category, key)
) WITH (fillfactor = 80);

-- The stage of each customer's life.
CREATE TABLE {schema}{prefix}customer_stages (
    category text NOT NULL,
    key text NOT NULL,
    stage text NOT NULL,
    since text COLLATE "C" NOT NULL,
    is_at_risk boolean NOT NULL,
    base_stage text,
    base_since text COLLATE "C",
    overlay text,
    overlay_since text COLLATE "C",
    is_set_by_hand boolean NOT NULL,
    set_until text COLLATE "C",
    furthest_stage text,
    CONSTRAINT {prefix}customer_stages_key PRIMARY KEY (category, key)
) WITH (fillfactor = 80);

-- Every cycle of every clock of each case. A running clock has missed its deadline once the deadline is past.
CREATE TABLE {schema}{prefix}sla_deadlines (
    category text NOT NULL,
    key text NOT NULL,
    clock text NOT NULL,
    cycle integer NOT NULL,
    customer text,
    metric text NOT NULL,
    target text NOT NULL,
    calendar text NOT NULL,
    state text NOT NULL,
    started_at text COLLATE "C" NOT NULL,
    changed_at text COLLATE "C" NOT NULL,
    due text COLLATE "C",
    is_met boolean,
    CONSTRAINT {prefix}sla_deadlines_key PRIMARY KEY (category, key, clock, cycle)
) WITH (fillfactor = 80);

CREATE INDEX {prefix}sla_deadlines_due ON {schema}{prefix}sla_deadlines (category, due) WHERE state = 'running';

INSERT INTO {schema}{prefix}schema (version, name) VALUES (2, 'tables');
