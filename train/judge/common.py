"""Count in how few stories the stems of English news are.

common.py STORIES.jsonl TABLE.tsv

STORIES.jsonl has a story a line as a JSON string. TABLE.tsv gets the stems that
at least one story in RARE has (link/common.tsv), each with the logarithm of how
many stories there are for one that has it, in thousandths. A stem is what
link/words.go takes for one: the first five letters of a word of four or more,
a number whole. The lines with which TABLE.tsv begins stay.
"""
import collections
import json
import math
import re
import sys

RARE = 150


def stems(text):
    for word in re.findall(r"[^\W_]+", text.lower()):
        if word[0].isdigit():
            yield word
        elif len(word) >= 4:
            yield word[:5]


def main(stories, table):
    seen, n = collections.Counter(), 0
    with open(stories, encoding="utf-8") as f:
        for row in f:
            n += 1
            seen.update(set(stems(json.loads(row))))
    with open(table, encoding="utf-8") as f:
        head = [row for row in f if row.startswith("#")]
    with open(table, "w", encoding="utf-8") as f:
        f.writelines(head)
        for stem in sorted(s for s, k in seen.items() if k * RARE >= n):
            f.write(f"{stem}\t{round(1000 * math.log(n / seen[stem]))}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
