"""Fit the weights of signs by which two reports are taken for one event.

same.py SIGNS.jsonl TABLE.tsv

SIGNS.jsonl is what `dateline eval links --signs --pairs fit` writes. The weights
are those of a logistic model with L2, held to what a sign means: what two
reports share speaks for one event and never against it, what only one has or
what lies between them against it and never for it, whatever the pairs happen to
show. Pairs of our own count whole; those that nobody takes for one, which are
many, in part (PARTS). Two reports are one event from even odds on, so the
constant is lowered by what it takes, over folds of whole pairs, that SURE of
those taken are.
"""
import collections
import json
import re
import sys

import numpy as np
from scipy.optimize import minimize

from signs import write

AGAINST = ("other", "no ", "days apart", "stated", "filed", "countries of one only")
FOR = ("same", "an actor", "countries in", "words", "names in", "a day in")
# What pairs of one day and one country do not show, for nobody wrote such: what
# the minister and the president do are two events, and so are talks and a treaty.
AT_MOST = {"other type": -0.4, "other persons": -0.8}
PARTS = {"": 1.0, "beside": 0.15, "others": 0.05}
FOLDS, ROUNDS, SEEN, DECAY, SURE = 10, 3, 3, 0.5, 0.97


def fit(x, y, weight, bounds):
    """Weights, the last of them the constant."""
    decay = np.full(x.shape[1], DECAY)
    decay[-1] = 1e-3

    def loss(w):
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        return (weight * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * (decay * w * w).sum(), x.T @ (weight * (p - y)) + decay * w

    return minimize(loss, np.array([min(0, high or 0) for _, high in bounds]), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 500}).x


def bound(sign):
    if sign.startswith(AGAINST):
        return (None, AT_MOST.get(sign, 0))
    return (0, None) if sign.startswith(FOR) else (None, None)


def sure(sums, y):
    """The lowest sum from which SURE of those above are one event, and their share of all."""
    order, right, least, found = np.argsort(-sums), 0, 0.0, 0
    for i, k in enumerate(order):
        right += y[k]
        if right >= SURE * (i + 1):
            least, found = sums[k], right
    return least, found / y.sum()


def main(signs, table):
    with open(signs, encoding="utf-8") as f:
        rows = [json.loads(row) for row in f]
    seen = collections.Counter(s for r in rows for s in r["signs"])
    names = sorted(s for s, n in seen.items() if n >= SEEN)
    index = {s: i for i, s in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1
    for i, r in enumerate(rows):
        for s in r["signs"]:
            if s in index:
                x[i, index[s]] = 1
    y = np.array([float(r["right"]) for r in rows])
    kinds = [re.sub(r"^p\d+", "", r["story"]) for r in rows]
    weight = np.array([PARTS[k] for k in kinds])
    bounds = [bound(s) for s in names] + [(None, None)]
    own = np.flatnonzero([k == "" for k in kinds])
    held, dice = np.zeros(len(own)), np.random.RandomState(1)
    for _ in range(ROUNDS):
        mixed = dice.permutation(len(own))
        for k in range(FOLDS):
            out = mixed[k::FOLDS]
            pairs = {rows[own[i]]["story"] for i in out}
            stay = np.array([re.match(r"p\d+", r["story"]).group() not in pairs for r in rows])
            held[out] += x[own[out]] @ fit(x[stay], y[stay], weight[stay], bounds) / ROUNDS
    least, found = sure(held, y[own])
    print(f"{len(own)} pairs; from {least:.2f} on {SURE} of them are one event, {found:.3f} of all that are")
    w = fit(x, y, weight, bounds)
    for kind in PARTS:
        some = np.array([k == kind for k in kinds])
        print(f"{kind or 'pairs'}: {(x[some] @ w >= least).sum()} of {some.sum()} taken, {int(y[some].sum())} are")
    write(table, w[-1] - least, {s: w[i] for s, i in index.items()})


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
