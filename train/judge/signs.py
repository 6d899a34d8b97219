"""Fit the weights of signs by which the program says how likely something is.

signs.py OUTCOMES.jsonl TABLE.tsv DECAY

OUTCOMES.jsonl has {"story", "signs", "right"} a line: `dateline lines --outcomes`
writes which events are right in every slot, in stories that the judge was not
taught by (read/event/data/confidence.tsv, DECAY 20), `dateline eval links
--signs --pairs fit` which reports are of one event (link/same.tsv, DECAY 0.3).
The weights are those of a logistic model with L2; how well it does is measured
over folds of whole stories. The lines with which TABLE.tsv begins stay.
"""
import collections
import json
import sys

import numpy as np

FOLDS, SEEN, STEPS = 10, 3, 60  # SEEN: signs rarer than that are left out
HIGH, MEDIUM = 0.70, 0.40  # as in read/event/confidence.go


def fit(x, y, weight):
    """Weights, the last of them the constant, by Newton's method."""
    x = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(x.shape[1])
    decay = np.full(len(w), weight)
    decay[-1] = 1e-3
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(decay), x.T @ (p - y) + decay * w)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def score(w, x):
    return x @ w[:-1] + w[-1]


def main(outcomes, table, weight):
    with open(outcomes, encoding="utf-8") as f:
        rows = [json.loads(row) for row in f]
    seen = collections.Counter(s for r in rows for s in r["signs"])
    index = {s: i for i, s in enumerate(sorted(s for s, n in seen.items() if n >= SEEN))}
    x, y = np.zeros((len(rows), len(index))), np.array([float(r["right"]) for r in rows])
    for i, r in enumerate(rows):
        for s in r["signs"]:
            if s in index:
                x[i, index[s]] += 1
    fold = {s: i % FOLDS for i, s in enumerate(sorted({r["story"] for r in rows}, key=lambda s: (len(s), s)))}
    of = np.array([fold[r["story"]] for r in rows])
    held = np.zeros(len(y))
    for k in range(FOLDS):
        held[of == k] = score(fit(x[of != k], y[of != k], weight), x[of == k])
    report(held, y)
    w = fit(x, y, weight)
    write(table, w[-1], {s: w[i] for s, i in index.items()})


def write(table, constant, weights):
    """Writes weights in thousandths, below the lines with which the table begins."""
    with open(table, encoding="utf-8") as f:
        head = [row for row in f if row.startswith("#")]
    with open(table, "w", encoding="utf-8") as f:
        f.writelines(head)
        f.write(f"always\t{round(1000 * constant)}\n")
        for s, w in weights.items():
            if round(1000 * w):
                f.write(f"{s}\t{round(1000 * w)}\n")


def report(sums, y):
    p = 1 / (1 + np.exp(-sums))
    loss = -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()
    mean = y.mean()
    print(f"{len(y)} events, {mean:.3f} right; log loss {loss:.3f}, of their share alone {-(mean * np.log(mean) + (1 - mean) * np.log(1 - mean)):.3f}")
    for low in range(0, 10):
        some = (p >= low / 10) & (p < (low + 1) / 10)
        if some.any():
            print(f"said {low / 10:.1f} to {(low + 1) / 10:.1f}: {some.sum():4} events, {y[some].mean():.2f} right")
    for name, some in (("high", p >= HIGH), ("medium", (p < HIGH) & (p >= MEDIUM)), ("low", p < MEDIUM)):
        print(f"{name}: {some.sum()} events, {y[some].mean() if some.any() else 0:.2f} right")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
