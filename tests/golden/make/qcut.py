"""Scores of pandas.qcut(x, q, labels=False, duplicates="drop") + 1.

Usage: python3 qcut.py vectors vectors.tsv pandas-qcut.json
       python3 qcut.py cdnow orders.csv cdnow-rfm.tsv cdnow-scores.json

The probabilities that qcut hands to numpy's quantile depend on the version of pandas:
  direct     up to 2.1:    linspace(0, 1, q + 1)
  percent    2.2 and 2.3:  linspace(0, 1, q + 1) * 100 / 100
  nextafter  from 3.0:     linspace(0, 1, q + 1), each p with q * p != its index moved up to the next double
All else is the same, so one pandas computes all three, from a list of probabilities.
"""
import csv
import hashlib
import json
import sys
from collections import Counter
from datetime import date

import numpy as np
import pandas as pd

ANALYSIS_DATE = date(1998, 7, 1)

RFM_SEGMENTS = [  # name, recency, frequency, monetary; the first match wins
    ("Champions", (5, 5), (5, 5), (5, 5)),
    ("Potential Loyalist", (3, 5), (3, 5), (2, 5)),
    ("Loyal Customers", (2, 4), (2, 4), (2, 4)),
    ("Promising", (3, 4), (1, 3), (3, 5)),
    ("New Customers", (4, 5), (1, 3), (1, 5)),
    ("Can't Lose Them", (1, 2), (3, 4), (4, 5)),
    ("At Risk", (1, 2), (2, 5), (4, 5)),
    ("Need Attention", (1, 3), (3, 5), (3, 5)),
    ("About To Sleep", (2, 3), (1, 3), (1, 4)),
    ("Lost", (1, 1), (1, 5), (1, 5)),
]

RF_GRID = [  # name, recency, frequency
    ("hibernating", (1, 2), (1, 2)),
    ("at_Risk", (1, 2), (3, 4)),
    ("cant_loose", (1, 2), (5, 5)),
    ("about_to_sleep", (3, 3), (1, 2)),
    ("need_attention", (3, 3), (3, 3)),
    ("loyal_customers", (3, 4), (4, 5)),
    ("promising", (4, 4), (1, 1)),
    ("new_customers", (5, 5), (1, 1)),
    ("potential_loyalists", (4, 5), (2, 3)),
    ("champions", (5, 5), (4, 5)),
]


def probabilities(q, variant):
    p = np.linspace(0, 1, q + 1)
    if variant == "percent":
        return p * 100.0 / 100
    if variant == "nextafter":
        np.putmask(p, q * p != np.arange(q + 1), np.nextafter(p, 1))
    return p


def qcut(x, q, variant):
    """Edges left after duplicates are dropped, and codes (NaN where there is none)."""
    codes, edges = pd.qcut(x, list(probabilities(q, variant)), labels=False, duplicates="drop", retbins=True)
    check(x, q, variant, codes, edges)
    return edges, codes


def check(x, q, variant, codes, edges):
    """The same by pandas's own way, where this version has it."""
    if variant == "direct":
        own_codes, own_edges = pd.qcut(x, q, labels=False, duplicates="drop", retbins=True)
    elif variant == "percent":
        own_edges = pd.unique(pd.Series(x).dropna().quantile(np.linspace(0, 1, q + 1)).to_numpy())
        if len(own_edges) < 2:
            own_codes = codes
        else:
            own_codes = pd.cut(x, own_edges, labels=False, include_lowest=True)
    else:
        return
    assert np.array_equal(own_edges, edges) and np.array_equal(own_codes, codes, equal_nan=True)


def scores_of(codes, top=None):
    """code + 1, or top - code; None where there is no code."""
    return [None if np.isnan(c) else int(c) + 1 if top is None else top - int(c) for c in codes]


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def write_vectors(source, target):
    lines = []
    for line in open(source, encoding="ascii"):
        name, kind, bins, text = line.rstrip("\n").split("\t")
        values = [None if v == "NA" else v for v in text.split(" ")]
        x = np.array([np.nan if v is None else float(v) for v in values])
        for q in map(int, bins.split(",")):
            results = {}
            for variant in ("percent", "direct", "nextafter"):
                edges, codes = qcut(x, q, variant)
                results[variant] = {"edges": [repr(float(e)) for e in edges], "scores": scores_of(codes)}
            case = {"id": f"{name}/{q}", "kind": kind, "q": q, "values": values} | results["percent"]
            case |= {v: r for v, r in results.items() if v != "percent" and r != results["percent"]}
            lines.append(compact(case))
    with open(target, "w", encoding="ascii", newline="\n") as file:
        file.write("[\n" + ",\n".join(lines) + "\n]\n")


def segment(table, score):
    for name, *ranges in table:
        if all(s is not None and low <= s <= high for s, (low, high) in zip(score, ranges)):
            return name
    return "Others"


def digest(rows):
    text = "".join(",".join("" if v is None else str(v) for v in row) + "\n" for row in rows)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def summary(ids, scores, cuts):
    triples = Counter(",".join("" if s is None else str(s) for s in score) for score in scores)
    rfm = Counter(segment(RFM_SEGMENTS, s) for s in scores)
    grid = Counter(segment(RF_GRID, s) for s in scores)
    names = [t[0] for t in RFM_SEGMENTS] + ["Others"]
    return {
        "cuts": cuts,
        "scoresSha256": digest((i, *s) for i, s in zip(ids, scores)),
        "triples": dict(sorted(triples.items())),
        "rfmVignetteSegments": {n: rfm[n] for n in names},
        "rfGridSegments": {n: grid[n] for n in [t[0] for t in RF_GRID] + ["Others"]},
    }


def measures(path):
    customers = {}
    with open(path, encoding="ascii", newline="") as file:
        for row in csv.DictReader(file):
            days = (ANALYSIS_DATE - date.fromisoformat(row["order_date"])).days
            whole, fraction = row["amount"].split(".")
            assert len(fraction) == 2 and not whole.startswith("-")
            entry = customers.setdefault(row["customer_id"], [days, 0, 0])
            entry[0] = min(entry[0], days)
            entry[1] += 1
            entry[2] += int(whole + fraction)
    return dict(sorted(customers.items()))


def read_rfm(path, customers):
    cuts, scores = {}, []
    ids = iter(customers)
    for line in open(path, encoding="ascii"):
        fields = line.rstrip("\n").split("\t")
        if fields[0] == "#":
            cuts[fields[1]] = fields[2:]
            continue
        assert fields[0] == next(ids) and [int(float(f)) for f in fields[1:4]] == customers[fields[0]]
        scores.append(tuple(None if f == "NA" else int(f) for f in fields[4:7]))
    assert len(scores) == len(customers)
    return cuts, scores


def pandas_scores(columns, variant, ranked):
    recency, frequency, monetary = columns
    if ranked:
        frequency = pd.Series(frequency).rank(method="first").to_numpy()
    cuts, result = {}, []
    for name, x, top in (("recency", recency, 5), ("frequency", frequency, None), ("monetary", monetary, None)):
        edges, codes = qcut(x, 5, variant)
        cuts[name] = [repr(float(e)) for e in edges]
        result.append(scores_of(codes, top))
    return cuts, list(zip(*result))


def write_cdnow(orders, rfm, target):
    customers = measures(orders)
    ids = list(customers)
    columns = [np.array(c, dtype=float) for c in zip(*customers.values())]
    columns[2] = columns[2] / 100
    cuts, scores = read_rfm(rfm, customers)
    methods = {"rfm": summary(ids, scores, cuts)}
    for name, ranked in (("pandasQcut", False), ("pandasQcutRankedFrequency", True)):
        results = {v: pandas_scores(columns, v, ranked) for v in ("percent", "direct", "nextafter")}
        assert all(r[1] == results["percent"][1] for r in results.values())
        methods[name] = summary(ids, results["percent"][1], results["percent"][0])
    document = {
        "analysisDate": ANALYSIS_DATE.isoformat(),
        "bins": 5,
        "customers": len(ids),
        "orders": sum(c[1] for c in customers.values()),
        "cents": sum(c[2] for c in customers.values()),
        "measuresSha256": digest((i, *c) for i, c in customers.items()),
        "methods": methods,
    }
    with open(target, "w", encoding="ascii", newline="\n") as file:
        json.dump(document, file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    if sys.argv[1] == "vectors":
        write_vectors(*sys.argv[2:])
    else:
        write_cdnow(*sys.argv[2:])
