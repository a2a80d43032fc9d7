-- Tables for reports, written in the transaction of the decision. Every row follows from the stream; rebuilding writes them anew.
-- SQLite has no decimals: points are counted in ten-thousandths, whose sum is exact; the column without that name shows them as a number, for reading.

-- What moved points: the lines of the points ledger, in the order of their stream. Only ever added to.
CREATE TABLE {schema}{prefix}points_entries (
    category TEXT NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    wallet TEXT NOT NULL,
    lot INTEGER NOT NULL,
    amount_ten_thousandths INTEGER NOT NULL,
    amount REAL GENERATED ALWAYS AS (amount_ten_thousandths / 10000.0) VIRTUAL,
    outstanding_ten_thousandths INTEGER NOT NULL,
    outstanding REAL GENERATED ALWAYS AS (outstanding_ten_thousandths / 10000.0) VIRTUAL,
    debt_ten_thousandths INTEGER NOT NULL,
    debt REAL GENERATED ALWAYS AS (debt_ten_thousandths / 10000.0) VIRTUAL,
    document TEXT,
    CONSTRAINT {prefix}points_entries_key PRIMARY KEY (category, key, version, entry)
);

-- Lots with points in them: spendable, pending or held. A lot that is spent or lapsed has no row.
CREATE TABLE {schema}{prefix}points_lots (
    category TEXT NOT NULL,
    key TEXT NOT NULL,
    lot INTEGER NOT NULL,
    wallet TEXT NOT NULL,
    document TEXT NOT NULL,
    line TEXT,
    policy_label TEXT NOT NULL,
    earned_at TEXT NOT NULL,
    active_at TEXT,
    expires_at TEXT,
    available_ten_thousandths INTEGER NOT NULL,
    available REAL GENERATED ALWAYS AS (available_ten_thousandths / 10000.0) VIRTUAL,
    pending_ten_thousandths INTEGER NOT NULL,
    pending REAL GENERATED ALWAYS AS (pending_ten_thousandths / 10000.0) VIRTUAL,
    held_ten_thousandths INTEGER NOT NULL,
    held REAL GENERATED ALWAYS AS (held_ten_thousandths / 10000.0) VIRTUAL,
    CONSTRAINT {prefix}points_lots_key PRIMARY KEY (category, key, lot)
);

-- What accounts owe, which the next points pay first. An account that owes nothing has no row.
CREATE TABLE {schema}{prefix}points_debts (
    category TEXT NOT NULL,
    key TEXT NOT NULL,
    wallet TEXT NOT NULL,
    debt_ten_thousandths INTEGER NOT NULL,
    debt REAL GENERATED ALWAYS AS (debt_ten_thousandths / 10000.0) VIRTUAL,
    CONSTRAINT {prefix}points_debts_key PRIMARY KEY (category, key, wallet)
) WITHOUT ROWID;

-- What an account has of each kind of points: the sum of its lots, and what it owes. An account with neither has no row.
CREATE VIEW {schema}{prefix}points_balances AS
SELECT l.category, l.key, l.wallet,
    sum(l.available_ten_thousandths) AS available_ten_thousandths, sum(l.available_ten_thousandths) / 10000.0 AS available,
    sum(l.pending_ten_thousandths) AS pending_ten_thousandths, sum(l.pending_ten_thousandths) / 10000.0 AS pending,
    sum(l.held_ten_thousandths) AS held_ten_thousandths, sum(l.held_ten_thousandths) / 10000.0 AS held,
    COALESCE((SELECT d.debt_ten_thousandths FROM {prefix}points_debts AS d WHERE d.category = l.category AND d.key = l.key AND d.wallet = l.wallet), 0) AS debt_ten_thousandths,
    COALESCE((SELECT d.debt FROM {prefix}points_debts AS d WHERE d.category = l.category AND d.key = l.key AND d.wallet = l.wallet), 0.0) AS debt
FROM {prefix}points_lots AS l
GROUP BY l.category, l.key, l.wallet
UNION ALL
SELECT d.category, d.key, d.wallet, 0, 0.0, 0, 0.0, 0, 0.0, d.debt_ten_thousandths, d.debt
FROM {prefix}points_debts AS d
WHERE NOT EXISTS (SELECT 1 FROM {prefix}points_lots AS l WHERE l.category = d.category AND l.key = d.key AND l.wallet = d.wallet);

-- The tier of each customer: of a tiering, or of a loyalty programme.
CREATE TABLE {schema}{prefix}customer_tiers (
    category TEXT NOT NULL,
    key TEXT NOT NULL,
    tier TEXT NOT NULL,
    since TEXT NOT NULL,
    assigned_tier TEXT,
    assigned_since TEXT,
    is_overridden INTEGER NOT NULL,
    overridden_until TEXT,
    next_tier TEXT,
    next_at TEXT,
    protected_until TEXT,
    CONSTRAINT {prefix}customer_tiers_key PRIMARY KEY (category, key)
) WITHOUT ROWID;

-- The stage of each customer's life.
CREATE TABLE {schema}{prefix}customer_stages (
    category TEXT NOT NULL,
    key TEXT NOT NULL,
    stage TEXT NOT NULL,
    since TEXT NOT NULL,
    is_at_risk INTEGER NOT NULL,
    base_stage TEXT,
    base_since TEXT,
    overlay TEXT,
    overlay_since TEXT,
    is_set_by_hand INTEGER NOT NULL,
    set_until TEXT,
    furthest_stage TEXT,
    CONSTRAINT {prefix}customer_stages_key PRIMARY KEY (category, key)
) WITHOUT ROWID;

-- Every cycle of every clock of each case. A running clock has missed its deadline once the deadline is past.
CREATE TABLE {schema}{prefix}sla_deadlines (
    category TEXT NOT NULL,
    key TEXT NOT NULL,
    clock TEXT NOT NULL,
    cycle INTEGER NOT NULL,
    customer TEXT,
    metric TEXT NOT NULL,
    target TEXT NOT NULL,
    calendar TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    due TEXT,
    is_met INTEGER,
    CONSTRAINT {prefix}sla_deadlines_key PRIMARY KEY (category, key, clock, cycle)
) WITHOUT ROWID;

CREATE INDEX {schema}{prefix}sla_deadlines_due ON {prefix}sla_deadlines (category, due) WHERE state = 'running';

INSERT INTO {schema}{prefix}schema (version, name) VALUES (2, 'tables');
