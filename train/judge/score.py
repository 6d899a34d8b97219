"""Score a judge on the development lines, by the heads of its arguments."""
import jax
import jax.numpy as jnp
import numpy as np

from judge import EVENTS, batch_of, role_scores, token_scores
from model import ROLES, STATUSES, TYPES, words_of


@jax.jit
def encode(p, b):
    return words_of(p, b, None)


@jax.jit
def tokens(p, b, words):
    return token_scores(p, b, words)


@jax.jit
def pairs(p, b, words):
    return role_scores(p, b, words)


def stretches(best):
    """First, last and type of the neighbouring words of one type."""
    out, i = [], 0
    while i < len(best):
        k = i + 1
        while k < len(best) and best[k] == best[i]:
            k += 1
        if best[i]:
            out.append((i, k, int(best[i])))
        i = k
    return out


def judge(p, lines, threshold=0.0):
    """The events of each line, as `dateline lines` writes them."""
    out = []
    for i in range(0, len(lines), 32):
        some = lines[i:i + 32]
        b = batch_of(some)
        words = encode(p, b)
        kinds, rest = (np.array(x) for x in tokens(p, b, words))
        kinds[..., 0] += threshold
        found = [stretches(kinds[j, :len(x["words"])].argmax(-1))[:EVENTS] for j, x in enumerate(some)]
        guess = [dict(x, events=[{"at": [a, z], "type": TYPES[k], "status": STATUSES[int(rest[j, a, :len(STATUSES)].argmax())],
                                  "mutual": bool(rest[j, a, len(STATUSES)] > 0)} for a, z, k in found[j] if str(a) in x["pairs"]])
                 for j, x in enumerate(some)]
        scores = np.array(pairs(p, batch_of(guess), words))
        for j, x in enumerate(guess):
            for k, e in enumerate(x["events"]):
                best = scores[j, k, :len(x["words"])].argmax(-1)
                e["arguments"] = {str(t): ROLES[r] for t, r in enumerate(best) if r}
            out.append(x["events"])
    return out


def compare(lines, found):
    """Prints F1 of triggers, with type, with status, with the heads of both sides."""
    c = dict.fromkeys(("labelled", "read", "found", "type", "status", "heads", "all", "same", "hit", "given", "wanted"), 0)
    for x, events in zip(lines, found):
        gold, used = [e for e in x["events"]], set()
        c["labelled"] += sum(not e.get("doubtful") for e in gold)
        c["read"] += len(events)
        for e in events:
            match = [g for n, g in enumerate(gold) if n not in used and g["at"][0] < e["at"][1] and e["at"][0] < g["at"][1]]
            if not match:
                continue
            g = max(match, key=lambda g: g["type"] == e["type"])
            used.add(gold.index(g))
            if g.get("doubtful"):
                c["read"] -= 1
                continue
            count(c, g, e)
    n = c["labelled"] + c["read"]
    line = " ".join(f"{k} {2 * c[k] / n:.3f}" for k in ("found", "type", "status", "heads", "all"))
    print(f"  {c['labelled']} labelled, {c['read']} read: {line}; status given the event {c['same'] / max(1, c['found']):.3f}, "
          f"arguments {2 * c['hit'] / max(1, c['given'] + c['wanted']):.3f}", flush=True)


def count(c, g, e):
    def side(x, role):
        return {int(t) for t, r in x.get("arguments", {}).items() if r == role}

    a, b, p, q = side(g, "doer"), side(g, "affected"), side(e, "doer"), side(e, "affected")
    sides = (a, b) == (p, q) or bool(g.get("mutual")) and a | b == p | q
    kind, status = g["type"] == e["type"], g["status"] == e["status"]
    c["found"] += 1
    c["type"] += kind
    c["status"] += kind and status
    c["heads"] += kind and sides
    c["all"] += kind and status and sides
    c["same"] += status
    c["hit"] += len(a & p) + len(b & q)
    c["given"] += len(p) + len(q)
    c["wanted"] += len(a) + len(b)
