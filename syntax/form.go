package syntax

import (
	"strings"
	"sync/atomic"

	"github.com/datelinewire/dateline/text"
)

// cacheSize is the number of forms whose part of the network is kept.
const cacheSize = 1 << 14

// entry is what depends on a form alone: the first layer's input and
// products, and lemmas found so far. All but lemmas never changes.
type entry struct {
	form   string
	x, u   []int16
	lemmas atomic.Pointer[lemma]
}

// lemma is a form's lemma under one pair of tags.
type lemma struct {
	tag   text.Tag
	pos   text.Pos
	lemma string
	next  *lemma
}

func slot(form string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(form); i++ {
		h = (h ^ uint32(form[i])) * 16777619
	}
	return (h ^ h>>16) % cacheSize
}

// forms finds the entry of every token of the batch, and computes those that
// are missing.
func (p *Parser) forms(d *text.Document, s *scratch, pieces []piece) {
	s.entries, s.missing = s.entries[:0], s.missing[:0]
	for _, pc := range pieces {
		for i := pc.first; i < pc.last; i++ {
			form := d.Form(int(i))
			h := slot(form)
			e := p.cache[h].Load()
			if e == nil || e.form != form {
				if e = p.cache[h^1].Load(); e == nil || e.form != form {
					e = nil
					s.missing = append(s.missing, int32(len(s.entries)))
				}
			}
			s.entries = append(s.entries, e)
			s.tokens[len(s.entries)-1] = i
		}
	}
	for len(s.missing) > 0 {
		n := min(len(s.missing), batch)
		p.compute(d, s, s.missing[:n])
		s.missing = s.missing[n:]
	}
}

// compute makes the entries at the given places.
func (p *Parser) compute(d *text.Document, s *scratch, places []int32) {
	e, w := p.Embed, p.Width
	for k, at := range places {
		p.encoder.Sum(s.e[k*e:(k+1)*e], d.Form(int(s.tokens[at])))
	}
	n := len(places)
	p.encoder.Input(s.x, s.e, n)
	p.encoder.Products(0, s.u, s.x, n)
	for k, at := range places {
		form := strings.Clone(d.Form(int(s.tokens[at])))
		all := make([]int16, 4*w)
		copy(all, s.x[k*w:(k+1)*w])
		copy(all[w:], s.u[k*3*w:(k+1)*3*w])
		en := &entry{form: form, x: all[:w], u: all[w:]}
		s.entries[at] = en
		h := slot(form)
		if old := p.cache[h].Load(); old != nil && old.form != form {
			p.cache[h^1].Store(old)
		}
		p.cache[h].Store(en)
	}
}

// lemma returns the form's lemma under its tags.
func (p *Parser) lemma(e *entry, tag text.Tag, pos text.Pos) string {
	head := e.lemmas.Load()
	for l := head; l != nil; l = l.next {
		if l.tag == tag && l.pos == pos {
			return l.lemma
		}
	}
	l := &lemma{tag, pos, p.lexicon.Lemma(e.form, tag, pos), head}
	e.lemmas.CompareAndSwap(head, l)
	return l.lemma
}
