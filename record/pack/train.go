package pack

import (
	"cmp"
	"container/heap"
	"slices"
)

// What dictionaries are made of: pieces of so many bytes, worth as much as
// the runs of so many bytes in them that many samples share.
const (
	pieceLen = 48
	runLen   = 6
)

type piece struct {
	text  string
	worth int
}

// pieces is a heap of pieces, the one of most worth first.
type pieces []piece

func (p pieces) Len() int           { return len(p) }
func (p pieces) Less(i, k int) bool { return p[i].worth > p[k].worth }
func (p pieces) Swap(i, k int)      { p[i], p[k] = p[k], p[i] }
func (p *pieces) Push(x any)        { *p = append(*p, x.(piece)) }
func (p *pieces) Pop() any {
	last := (*p)[len(*p)-1]
	*p = (*p)[:len(*p)-1]
	return last
}

// Train makes a dictionary of at most size bytes from samples: again and
// again the piece that has most runs in common with other samples and is not
// yet covered (after COVER: Liao, Petri, Moffat, Wirth, Effective Construction
// of Relative Lempel-Ziv Dictionaries, WWW 2016). What is worth most comes
// last, where references to it are shortest.
func Train(samples [][]byte, size int) []byte {
	shared := map[string]int{}
	for _, s := range samples {
		seen := map[string]bool{}
		for i := 0; i+runLen <= len(s); i++ {
			if r := string(s[i : i+runLen]); !seen[r] {
				seen[r] = true
				shared[r]++
			}
		}
	}
	worth := func(text string) int {
		n, seen := 0, map[string]bool{}
		for i := 0; i+runLen <= len(text); i++ {
			if r := text[i : i+runLen]; !seen[r] {
				seen[r] = true
				n += max(0, shared[r]-1)
			}
		}
		return n
	}
	var all pieces
	for _, s := range samples {
		for i := 0; i+pieceLen <= len(s); i += pieceLen / 4 {
			text := string(s[i : i+pieceLen])
			all = append(all, piece{text, worth(text)})
		}
	}
	slices.SortFunc(all, func(a, b piece) int { return cmp.Or(b.worth-a.worth, cmp.Compare(a.text, b.text)) })
	all = slices.Compact(all)
	var chosen []string
	for h := &all; h.Len() > 0 && len(chosen)*pieceLen+pieceLen <= size; {
		p := heap.Pop(h).(piece)
		if now := worth(p.text); now < p.worth {
			if now > 0 {
				heap.Push(h, piece{p.text, now})
			}
			continue
		}
		chosen = append(chosen, p.text)
		for i := 0; i+runLen <= len(p.text); i++ {
			shared[p.text[i:i+runLen]] = 0
		}
	}
	var out []byte
	for _, text := range slices.Backward(chosen) {
		out = append(out, text...)
	}
	return out
}
