package train

import (
	"strings"

	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/text"
)

// score is what a development set tells of the float network.
type score struct {
	words, pos, tag, uas, las int
	found, right, gold        int // names, strict spans
}

func rate(a, n int) float64 {
	if n == 0 {
		return 0
	}
	return 100 * float64(a) / float64(n)
}

func (s *score) f1() float64 { return rate(2*s.right, s.found+s.gold) }

// evaluate parses the sentences with the float network.
func evaluate(n *net, p *pass, all []*sample) score {
	var sc score
	drop := p.Drop
	p.Drop = nil
	for len(all) > 0 {
		k, t := 0, 0
		for k < len(all) && (k == 0 || t+all[k].n < 2000) {
			t += all[k].n
			k++
		}
		p.load(all[:k])
		p.fill()
		p.Lookup()
		p.Encode()
		p.hidden()
		for s := range all[:k] {
			p.judge(s, &sc)
		}
		all = all[k:]
	}
	p.Drop = drop
	return sc
}

func (p *pass) judge(s int, sc *score) {
	smp := p.sents[s]
	from := p.Starts[s]
	stride := p.arcs(s)
	scores := make([]int32, smp.n*stride)
	for i := range scores {
		scores[i] = int32(max(-1e6, min(1e6, p.sc[i]*1024)))
	}
	heads := make([]int32, smp.n)
	p.scratch.Decode(scores, stride, heads)
	for i, h := range heads {
		p.relation(from+i, from+int(h)-1+rootShift(h, from))
	}
	lb := p.n.Label
	guess, gold := make([]int16, smp.n), smp.ent
	for i, h := range heads {
		t := from + i
		row := p.tag[t*model.TagColumns:]
		sc.words++
		if gradient.Argmax(row[:text.TagCount]) == int(smp.tag[i]) {
			sc.tag++
		}
		if gradient.Argmax(row[model.PosColumn:model.PosColumn+int(text.PosCount)]) == int(smp.pos[i]) {
			sc.pos++
		}
		guess[i] = int16(gradient.Argmax(row[model.EntColumn : model.EntColumn+int(text.EntCount)]))
		if h != smp.head[i] {
			continue
		}
		sc.uas++
		best, bestX := 0, float32(-1e30)
		for c := 1; c < int(text.DepCount); c++ {
			x := p.n.bl.W[c]
			for j, z := range p.z[t*lb : (t+1)*lb] {
				x += z * p.n.wl.W[j*model.DepColumns+c]
			}
			if x > bestX {
				best, bestX = c, x
			}
		}
		a, _, _ := strings.Cut(text.Dep(best).String(), ":")
		b, _, _ := strings.Cut(text.Dep(max(0, smp.dep[i])).String(), ":")
		if a == b {
			sc.las++
		}
	}
	if len(gold) > 0 && gold[0] >= 0 {
		g, f := spans(gold), spans(guess)
		sc.gold += len(g)
		sc.found += len(f)
		for k := range f {
			if g[k] {
				sc.right++
			}
		}
	}
}

// rootShift turns the row before the first into -1, the root.
func rootShift(h int32, from int) int {
	if h == 0 {
		return -from
	}
	return 0
}

// spans returns the names in a row of labels: first, last, kind.
func spans(l []int16) map[[3]int]bool {
	out := make(map[[3]int]bool)
	for i := 0; i < len(l); i++ {
		if l[i] == int16(text.Outside) {
			continue
		}
		kind := (int(l[i]) + 1) / 2
		j := i + 1
		for j < len(l) && int(l[j]) == 2*kind {
			j++
		}
		out[[3]int{i, j, kind}] = true
		i = j - 1
	}
	return out
}
