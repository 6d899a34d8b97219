"""Fit the weights by which read/event settles who stands on which side of an event.

sides.py SIDES.jsonl TABLE.tsv DECAY SEEN

SIDES.jsonl is what `dateline lines --sides` writes: events with who may stand on
their sides, the signs of each, and whether the label has it there. The weights
are those of a logistic model with L2, fitted to the events of the train part;
signs that fewer than SEEN candidates there have are left out. The lines with
which TABLE.tsv begins stay.
"""
import collections
import json
import sys

import numpy as np
import scipy.optimize
import scipy.sparse

from signs import write


def read(name):
    """By part: the events, each a list of (signs, right)."""
    out = collections.defaultdict(list)
    with open(name, encoding="utf-8") as f:
        for row in f:
            x = json.loads(row)
            out[x["part"]].append([(c["signs"], c["right"]) for c in x["candidates"] or []])
    return out


def table(events, index):
    """A row for each candidate, with a column for each sign and the constant."""
    rows, columns, right = [], [], []
    for candidates in events:
        for signs, y in candidates:
            known = {index[s] for s in signs if s in index} | {len(index)}
            columns += sorted(known)
            rows += [len(right)] * len(known)
            right.append(float(y))
    shape = (len(right), len(index) + 1)
    return scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape), np.array(right)


def fit(x, y, weight):
    decay = np.full(x.shape[1], weight)
    decay[-1] = 1e-3
    back = x.T.tocsr()

    def loss(w):
        sums = x @ w
        p = 1 / (1 + np.exp(-sums))
        return np.logaddexp(0, sums).sum() - y @ sums + decay @ (w * w) / 2, back @ (p - y) + decay * w

    return scipy.optimize.minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def report(part, events, w, index):
    """How many events have both sides right, and how many nobody false."""
    x, y = table(events, index)
    sums, at, right, clean = x @ w, 0, 0, 0
    for candidates in events:
        s, r = sums[at:at + len(candidates)] >= 0, y[at:at + len(candidates)] > 0
        at += len(candidates)
        right += (s == r).all()
        clean += not (s & ~r).any()
    loss = (np.logaddexp(0, sums) - y * sums).sum() / max(1, len(events))
    print(f"{part}: {len(events)} events, all candidates right {right / len(events):.3f}, none false {clean / len(events):.3f}, log loss {loss:.3f}")


def main(sides, to, weight, seen):
    events = read(sides)
    counts = collections.Counter(s for e in events["train"] for signs, _ in e for s in set(signs))
    index = {s: i for i, s in enumerate(sorted(s for s, n in counts.items() if n >= seen))}
    w = fit(*table(events["train"], index), weight)
    for part in sorted(events):
        report(part, events[part], w, index)
    write(to, w[-1], {s: w[i] for s, i in index.items()})


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4]))
