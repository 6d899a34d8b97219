"""Train the judge of events (read/judge) and write its weights.

judge.py LINES.jsonl SHARED WEIGHTS.bin

LINES.jsonl is what `dateline lines` writes. SHARED is the folder of the
development data, of which the PropBank roles over the EWT trees teach what an
argument is before the labelled lines teach which are wanted.
"""
import gzip
import json
import os
import random
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np

from model import (FLAGS, INDEX, PROPBANK, ROLES, STATUSES, TYPED, TYPES, arguments, case, dense, initial, pieces, weigh, words_of, write)

SEED, ROUNDS, BATCH, RATE, HEAD_RATE = 1, 4, 16, 1e-4, 1e-3
ROLE_SENTENCES, LONGEST, EVENTS = 12480, 110, 8
PER_WORD, PER_PAIR = 8, 6  # features
LAG = 0.002  # how fast the mean of the weights follows them: what is written is the mean
SIZES = [(32, 28), (48, 42), (80, 66), (160, LONGEST), (512, LONGEST)]  # (pieces, words) that batches are filled up to


def read_lines(name):
    train, dev = [], []
    with open(name, encoding="utf-8") as f:
        for row in f:
            x = json.loads(row)
            if x["words"]:
                x["words"] = x["words"][:LONGEST]
                (train if x["part"] == "train" else dev).append(x)
    return train, dev


def read_roles(shared):
    """Sentences of 4 to 40 words with PropBank's arguments of each predicate."""
    labels = {}
    with gzip.open(os.path.join(shared, "data/roles/ewt-roles-train.jsonl.gz"), "rt", encoding="utf-8") as f:
        for row in f:
            x = json.loads(row)
            labels[x["id"]] = x["p"]
    out, words, name = [], [], None
    with open(os.path.join(shared, "data/treebanks/ewt-train.conllu"), encoding="utf-8") as f:
        for row in f:
            row = row.rstrip("\n")
            if row.startswith("# sent_id"):
                name = row.split("=", 1)[1].strip()
            elif row and row[0] != "#" and row.split("\t")[0].isdigit():
                words.append(row.split("\t")[1])
            elif not row:
                found = [(p["w"] - 1, roles(p, len(words))) for p in labels.get(name, []) if p["a"] and not p["r"].endswith(".LV")]
                if found and 4 <= len(words) <= 40:
                    out.append({"words": words, "predicates": found})
                words = []
    random.Random(SEED).shuffle(out)
    return out[:ROLE_SENTENCES]


def roles(p, n):
    out = np.zeros(n, np.int32)
    for label, _, _, head, _ in p["a"]:
        if not label.startswith(("R-", "C-")):
            out[head - 1] = PROPBANK.index(label) if label in PROPBANK else len(PROPBANK) - 1
    return out


def batch_of(lines):
    cut = [[pieces(w) for w in x["words"]] for x in lines]
    need = max(sum(map(len, c)) + 2 for c in cut), max(map(len, cut))
    length, width = next(s for s in SIZES if s[0] >= need[0] and s[1] >= need[1])
    n = len(lines)
    b = {"ids": np.zeros((n, length), np.int32), "cases": np.zeros((n, length), np.int32), "mask": np.zeros((n, length), np.float32),
         "first": np.zeros((n, width), np.int32), "kind": np.full((n, width), -1, np.int32), "trigger": np.zeros((n, EVENTS), np.int32),
         "status": np.full((n, EVENTS), -1, np.int32), "flags": np.full((n, EVENTS, len(FLAGS)), -1, np.int32),
         "roles": np.full((n, EVENTS, width), -1, np.int32), "words": np.full((n, width, PER_WORD), -1, np.int16),
         "pairs": np.full((n, EVENTS, width, PER_PAIR), -1, np.int16), "type": np.zeros((n, EVENTS), np.int32)}
    for i, x in enumerate(lines):
        k = 1
        b["ids"][i, 0] = INDEX["[CLS]"]
        for j, w in enumerate(x["words"]):
            ids = cut[i][j]
            b["first"][i, j] = k
            b["ids"][i, k:k + len(ids)] = ids
            b["cases"][i, k:k + len(ids)] = case(w)
            k += len(ids)
        b["ids"][i, k] = INDEX["[SEP]"]
        b["mask"][i, :k + 1] = 1
        b["kind"][i, :len(x["words"])] = 0
        for j, some in enumerate(x.get("evidence", [])[:LONGEST]):
            b["words"][i, j, :len(some)] = some
        fill(b, i, x)
    return {k: jnp.asarray(v) for k, v in b.items()}


def fill(b, i, x):
    """What is to be learned of line i."""
    n = len(x["words"])
    for k, (at, labels) in enumerate(x.get("predicates", [])):
        b["kind"][i, at] = 1
        if k < EVENTS:
            b["trigger"][i, k] = at
            b["roles"][i, k, :n] = labels
    k = 0
    for e in x.get("events", []):
        first, last = e["at"]
        if first >= n:
            continue
        b["kind"][i, first:last] = TYPES.index(e["type"])
        if k == EVENTS:
            continue
        b["trigger"][i, k] = first
        b["status"][i, k] = STATUSES.index(e["status"])
        b["flags"][i, k] = [int(e.get(f, False)) for f in FLAGS]
        b["roles"][i, k, :n] = 0
        b["type"][i, k] = TYPES.index(e["type"])
        b["pairs"][i, k, :n] = x["pairs"][str(first)][:n]
        for at, role in e.get("arguments", {}).items():
            if int(at) < n:
                b["roles"][i, k, int(at)] = ROLES.index(role)
        k += 1


def loss_of(scores, labels):
    found = -jnp.take_along_axis(jax.nn.log_softmax(scores, -1), jnp.maximum(labels, 0)[..., None], -1)[..., 0]
    return (found * (labels >= 0)).sum()


def token_scores(p, b, words, key=None):
    """Scores of types, and of statuses and flags, for each word."""
    token = dense(words, p["head"]["token"]) + weigh(p["head"]["wordfeatures"], b["words"], key)
    return jnp.split(token, [len(TYPES)], -1)


def role_scores(p, b, words, key=None):
    """Scores of each word as each role of each event."""
    typed = jnp.where(b["pairs"] >= 0, b["type"][:, :, None, None] * TYPED + b["pairs"] % TYPED, -1)
    return (arguments(p, "roles", words, b["trigger"]) + weigh(p["head"]["pairfeatures"], b["pairs"], key)
            + weigh(p["head"]["typedfeatures"], typed, key))


def event_loss(p, b, key):
    k1, k2, k3 = jax.random.split(key, 3)
    words = words_of(p, b, k1)
    kinds, rest = token_scores(p, b, words, k2)
    at = jnp.take_along_axis(rest, b["trigger"][:, :, None], 1)
    statuses, flags = jnp.split(at, [len(STATUSES)], -1)
    flagged = ((jnp.logaddexp(0, flags) - flags * jnp.maximum(b["flags"], 0)) * (b["flags"] >= 0)).sum()
    return (loss_of(kinds, b["kind"]) + loss_of(statuses, b["status"]) + 0.5 * flagged
            + loss_of(role_scores(p, b, words, k3), b["roles"])) / len(b["ids"])


def role_loss(p, b, key):
    words = words_of(p, b, key)
    return (loss_of(arguments(p, "propbank", words, b["trigger"]), b["roles"])
            + 0.3 * loss_of(dense(words, p["head"]["predicate"]), b["kind"])) / len(b["ids"])


def stepper(loss):
    @jax.jit
    def step(p, m, v, b, key, n, rate):
        value, g = jax.value_and_grad(loss)(p, b, key)
        size = jnp.sqrt(sum((x * x).sum() for x in jax.tree.leaves(g)))
        g = jax.tree.map(lambda x: x * jnp.minimum(1, 5 / size), g)
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
        v = jax.tree.map(lambda v, g: 0.98 * v + 0.02 * g * g, v, g)

        def move(rate):
            return lambda p, m, v: p - rate * (m / (1 - 0.9 ** n) / (jnp.sqrt(v / (1 - 0.98 ** n)) + 1e-6) + 0.01 * p)

        return ({k: jax.tree.map(move(r * rate), p[k], m[k], v[k]) for k, r in (("encoder", RATE), ("head", HEAD_RATE))}, m, v, value)
    return step


def batches(lines, size):
    """Lines of like length together, the batches in random order."""
    lines = random.sample(lines, len(lines))
    out = []
    for i in range(0, len(lines), size * 20):
        some = sorted(lines[i:i + size * 20], key=lambda x: len(x["words"]))
        out += [some[j:j + size] for j in range(0, len(some), size)]
    return random.sample(out, len(out))


def main(lines, shared, weights):
    from score import compare, judge  # which needs this file
    random.seed(SEED)
    train, dev = read_lines(lines)
    key = jax.random.PRNGKey(SEED)
    p = initial(key)
    m, v = jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p)
    n, mean = 0, None
    follow = jax.jit(lambda mean, p: jax.tree.map(lambda a, b: a + LAG * (b - a), mean, p))

    def run(step, some, rate):
        nonlocal p, m, v, n, key, mean
        began, total = time.time(), 0.0
        for i, b in enumerate(some):
            n += 1
            key, k = jax.random.split(key)
            p, m, v, value = step(p, m, v, batch_of(b), k, n, rate(i))
            total += float(value)
            if mean is not None:
                mean = follow(mean, p)
        print(f"{len(some)} batches, loss {total / len(some):.3f}, {time.time() - began:.0f} s", flush=True)

    run(stepper(role_loss), batches(read_roles(shared), 24), lambda i: min(1, (i + 1) / 60))
    step, mean = stepper(event_loss), p
    for r in range(ROUNDS):
        some = batches(train, BATCH)
        run(step, some, lambda i: max(0.02, 1 - (r + i / len(some)) / ROUNDS))
        compare(dev, judge(mean, dev, 1.0))
    write(jax.tree.map(np.asarray, mean), weights, [batch_of(b) for b in batches(train, BATCH)[:60]])


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
