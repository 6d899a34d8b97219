package feature

import (
	"github.com/datelinewire/dateline/grammar/role/roleset"
	"github.com/datelinewire/dateline/text"
)

// Kinds of features of predicates begin at 100, of arguments at 200, of both
// together at 300, of what may be a predicate at 400. A kind's number is part
// of the trained weights: it is never used again for another.

// Predicate appends the keys of predicate p with a sense, which all of its
// candidates share.
func (v *View) Predicate(keys []Key, p int, sense *roleset.Roleset) []Key {
	t, w := v.tok(p), &v.words[p]
	head := uint32(0)
	if t.Head >= 0 {
		head = v.words[t.Head].lemma
	}
	keys = append(keys,
		mix(100, w.lemma, w.class, 0),
		mix(101, sense.Hash, 0, 0),
		mix(102, uint32(t.Tag), 0, 0),
		mix(103, w.voice, w.class, 0),
		mix(104, uint32(t.Dep), w.class, 0),
		mix(105, uint32(t.Dep), head, 0),
		mix(106, w.deps&core, w.class, 0),
		mix(107, w.particle, w.lemma, 0),
		mix(108, w.marker, w.class, 0),
		mix(109, w.ending, w.class, 0),
		mix(110, sense.Hash, w.deps&core, w.voice),
		mix(111, w.deps, w.class, 0),
		mix(114, w.narrow, w.class, 0),
		mix(115, w.wide, w.class, 0),
	)
	cores := uint32(0)
	for _, r := range sense.Roles {
		keys = append(keys, mix(112, uint32(r.Number), r.Tag, 0))
		cores |= 1 << r.Number
	}
	return append(keys, mix(113, cores, w.class, 0))
}

// Argument appends the keys of candidate c of predicate p.
func (v *View) Argument(keys []Key, p int, c Candidate, sense *roleset.Roleset) []Key {
	keys = v.own(keys, int(c.Token))
	return v.pair(keys, p, c, sense)
}

// own appends the keys of a candidate that are the same for every predicate.
func (v *View) own(keys []Key, i int) []Key {
	t, w := v.tok(i), &v.words[i]
	dep, tag := uint32(t.Dep), uint32(t.Tag)
	head := uint32(0)
	if t.Head >= 0 {
		head = v.words[t.Head].lemma
	}
	keys = append(keys,
		mix(200, w.lemma, 0, 0),
		mix(201, w.form, 0, 0),
		mix(202, tag, dep, 0),
		mix(203, w.marker, 0, 0),
		mix(204, w.marker, dep, 0),
		mix(205, w.marker, w.lemma, 0),
		mix(206, head, dep, 0),
		mix(207, uint32(t.Ent), dep, 0),
		mix(208, w.ending, tag, 0),
		mix(209, w.lemma, dep, 0),
		mix(210, w.deps, tag, 0),
		mix(211, w.voice, dep, w.marker),
		mix(212, v.beside(i, -1), 0, 0),
		mix(213, v.beside(i, 1), 0, 0),
		mix(214, dep, 0, 0),
		mix(215, v.first(i), dep, 0),
		mix(216, v.doubt(i), dep, 0),
		mix(217, w.narrow, 0, 0),
		mix(218, w.wide, dep, 0),
		mix(219, w.narrow, w.marker, dep),
		mix(220, w.wide, w.marker, 0),
	)
	return keys
}

// beside returns the word by steps tokens away in the same sentence, 0 for
// none.
func (v *View) beside(i, by int) uint32 {
	s := &v.d.Sentences[v.d.Tokens[i].Sentence]
	if j := i + by; j >= int(s.First) && j < int(s.Last) {
		return v.words[j].lemma
	}
	return 0
}

// first returns the word of the first child before token i, 0 for none.
func (v *View) first(i int) uint32 {
	if kids := v.Of(i); len(kids) > 0 && int(kids[0]) < i {
		return v.words[kids[0]].lemma
	}
	return 0
}

// pair appends the keys of predicate p and candidate c together.
func (v *View) pair(keys []Key, p int, c Candidate, sense *roleset.Roleset) []Key {
	t, a, w := v.tok(int(c.Token)), &v.words[c.Token], &v.words[p]
	dep := uint32(t.Dep)
	shape := w.class<<4 | w.voice
	place := v.place(p, c)
	top := v.words[c.top].lemma
	way := uint32(c.up)<<8 | uint32(c.down)<<4 | place&1
	keys = append(keys,
		mix(300, c.path, 0, 0),
		mix(301, c.path, shape, place&1),
		mix(302, c.path, w.lemma, w.class),
		mix(303, c.path, sense.Hash, 0),
		mix(304, c.path, a.marker, 0),
		mix(305, c.path, a.marker, shape),
		mix(306, sense.Hash, a.marker, dep),
		mix(307, w.lemma, a.lemma, 0),
		mix(308, c.path, uint32(t.Tag), 0),
		mix(309, c.path, a.lemma, 0),
		mix(310, place, 0, 0),
		mix(311, place&1, dep, w.class),
		mix(312, way, 0, 0),
		mix(313, c.path, top, 0),
		mix(314, c.path, shape, top),
		mix(315, c.path, w.deps&core, w.voice),
		mix(316, c.path, w.ending, a.marker),
		mix(317, way, dep, shape),
		mix(318, way, sense.Hash, a.marker),
		mix(319, v.rank(c), dep, w.class),
		mix(320, c.path, v.beside(int(c.Token), -1), 0),
		mix(321, w.lemma, a.marker, dep),
		mix(322, way, uint32(t.Tag), uint32(v.tok(p).Dep)),
		mix(323, uint32(v.tok(p).Dep), dep, way),
		mix(324, c.path, v.words[c.top].deps&core, w.voice),
		mix(325, way, a.lemma, w.class),
		mix(340, c.path, a.narrow, w.class),
		mix(341, sense.Hash, a.wide, dep),
		mix(342, w.narrow, a.wide, dep),
		mix(343, c.path, w.narrow, w.voice),
		mix(344, w.narrow, a.marker, dep),
		mix(345, sense.Pattern, c.path, 0),
		mix(346, sense.Pattern, a.marker, dep),
		mix(347, sense.Pattern, way, dep),
	)
	keys = v.seconds(keys, p, int(c.Token), sense)
	if int(c.Token) == p {
		keys = append(keys, mix(326, 0, 0, 0))
	}
	return keys
}

// doubt returns how near the parser was to another head of token i, 0 for not
// at all to 6.
func (v *View) doubt(i int) uint32 {
	if v.d.Seconds == nil {
		return 0
	}
	gap := v.d.Seconds[i].Gap
	n := uint32(0)
	for _, limit := range [...]int32{6 << 10, 4 << 10, 2 << 10, 1 << 10, 1 << 9, 0} {
		if gap < limit {
			n++
		}
	}
	return n
}

// seconds appends what the parser's second choices say of predicate p and
// candidate i.
func (v *View) seconds(keys []Key, p, i int, sense *roleset.Roleset) []Key {
	if v.d.Seconds == nil {
		return keys
	}
	dep, a, w := uint32(v.tok(i).Dep), &v.words[i], &v.words[p]
	switch {
	case v.d.Seconds[i].Head == int32(p):
		d := v.doubt(i)
		return append(keys, mix(330, d, dep, w.class), mix(331, d, a.marker, w.class), mix(332, a.marker, dep, sense.Hash), mix(333, d, uint32(v.tok(i).Tag), a.voice))
	case v.d.Seconds[p].Head == int32(i):
		d := v.doubt(p)
		return append(keys, mix(334, d, uint32(v.tok(p).Dep), a.class), mix(335, d, uint32(v.tok(i).Tag), w.voice))
	case v.tok(i).Head == int32(p):
		return append(keys, mix(336, v.doubt(i), dep, w.class), mix(337, v.doubt(i), a.marker, dep))
	case v.tok(p).Head == int32(i):
		return append(keys, mix(338, v.doubt(p), uint32(v.tok(p).Dep), w.class))
	}
	return keys
}

// place returns where a candidate stands: its lowest bit says whether before
// the predicate, the others how far and whether a comma lies between.
func (v *View) place(p int, c Candidate) uint32 {
	side, n := uint32(0), int(c.Token)-p
	if n < 0 {
		side, n = 1, -n
	}
	far := uint32(min(n, 6))
	for _, limit := range [...]int{8, 12, 20, 40} {
		if n > limit {
			far++
		}
	}
	comma := uint32(0)
	lo := min(int(c.Token), p)
	for i := lo + 1; i < lo+n && i < lo+20; i++ {
		if v.d.Tokens[i].Dep == text.DepPunct {
			comma = 1
		}
	}
	return side | comma<<1 | far<<2
}

// rank returns how many children with the same relation to their head stand
// before the candidate.
func (v *View) rank(c Candidate) uint32 {
	h := v.d.Tokens[c.Token].Head
	if h < 0 {
		return 0
	}
	n := uint32(0)
	kids := v.Of(int(h))
	for _, k := range kids[:min(len(kids), most)] {
		if k >= c.Token || n == 3 {
			break
		}
		if v.d.Tokens[k].Dep == v.d.Tokens[c.Token].Dep {
			n++
		}
	}
	return n
}
