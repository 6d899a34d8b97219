"""Fit the weights by which read/event guesses the country of a party.

home.py LINES.jsonl HOMES.tsv

LINES.jsonl is what `dateline lines` writes. Among the countries that may be a
party's, and none of them, that with the highest sum of weights is taken; the
weights make the label's country the likeliest of all (a conditional logit,
fitted with L2 on the train part).
"""
import collections
import json
import sys

import numpy as np

ROUNDS, RATE, DECAY, SEEN = 400, 0.5, 2e-4, 4  # SEEN: features rarer than that are left out
HEAD = """# What speaks for a country as that of a party whose country no pass knows, and for none of them.
# Columns: feature (read/event/home.go), weight in thousandths.
# Source: fitted by train/judge/home.py to labelled lines. Licence: that of the project.
"""


def read(name):
    """The choices of the train and of the other lines: (features of each, which is right)."""
    out = {True: [], False: []}
    with open(name, encoding="utf-8") as f:
        for row in f:
            x = json.loads(row)
            for e in x["events"]:
                if e.get("doubtful"):
                    continue
                for c in e.get("homes", {}).values():
                    codes = [h["code"] for h in c["among"]]
                    right = codes.index(c["code"]) if c["code"] in codes else 0
                    out[x["part"] == "train"].append(([h["features"] or [] for h in c["among"]], right))
    return out[True], out[False]


def table(choices, index):
    """Rows of features, where each choice begins, and the row that is right."""
    rows, begins, right = [], [0], []
    for among, k in choices:
        right.append(begins[-1] + k)
        rows += [[index[f] for f in features if f in index] for features in among]
        begins.append(len(rows))
    width = max(map(len, rows))
    m = np.full((len(rows), width), len(index))
    for i, r in enumerate(rows):
        m[i, :len(r)] = r
    return m, np.array(begins), np.array(right)


def shares(w, m, begins):
    scores = np.append(w, 0)[m].sum(1)
    owner = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
    top = np.maximum.reduceat(scores, begins[:-1])
    p = np.exp(scores - top[owner])
    return scores, p / np.add.reduceat(p, begins[:-1])[owner]


def main(lines, homes):
    train, dev = read(lines)
    seen = collections.Counter(f for among, _ in train for features in among for f in features)
    index = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}
    m, begins, right = table(train, index)
    w, square = np.zeros(len(index)), np.zeros(len(index))
    for _ in range(ROUNDS):
        _, p = shares(w, m, begins)
        p[right] -= 1
        g = np.bincount(m.ravel(), np.repeat(p, m.shape[1]), len(index) + 1)[:-1] / len(right) + DECAY * w
        square += g * g
        w -= RATE * g / (np.sqrt(square) + 1e-8)
    for name, choices in (("train", train), ("dev", dev)):
        report(name, w, choices, index)
    with open(homes, "w", encoding="utf-8") as f:
        f.write(HEAD)
        for x, i in index.items():
            if round(1000 * w[i]):
                f.write(f"{x}\t{round(1000 * w[i])}\n")


def report(name, w, choices, index):
    m, begins, right = table(choices, index)
    scores, _ = shares(w, m, begins)
    best = [a + int(scores[a:z].argmax()) for a, z in zip(begins, begins[1:])]
    good = sum(b == r for b, r in zip(best, right))
    none = sum(b == a for b, a in zip(best, begins))
    false = sum(b != r and b != a for b, r, a in zip(best, right, begins))
    print(f"{name}: {len(right)} choices, {good / len(right):.3f} right, {none} given none, {false} given a wrong country", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
