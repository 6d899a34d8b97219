package syntax

import (
	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/tree"
	"github.com/datelinewire/dateline/syntax/vector"
	"github.com/datelinewire/dateline/text"
)

// scratch is the room that one goroutine needs for a batch.
type scratch struct {
	pieces  []piece
	entries []*entry
	ends    []int32 // places one past the last token of each piece
	tokens  []int32 // index in Document.Tokens of each place in the batch
	missing []int32

	e, x, y, u []int16
	hid        []int16
	left       []int16
	z          []int16
	scores     []int16 // tags, then relations
	arcs       []int16
	heads      vector.Weights
	square     []int32
	found      []int32
	tree       tree.Scratch
	path       []text.Ent
}

// fit makes room for n tokens.
func (s *scratch) fit(c *model.Config, n int) {
	if len(s.tokens) >= n {
		return
	}
	n = vector.Padded(max(n, batch)) + 8
	s.tokens = make([]int32, n)
	s.e = make([]int16, n*c.Embed)
	s.x, s.y = make([]int16, n*c.Width), make([]int16, n*c.Width)
	s.u = make([]int16, n*3*c.Width)
	s.hid = make([]int16, n*c.Hidden())
	s.left, s.z = make([]int16, n*c.Arc), make([]int16, n*c.Label)
	s.scores = make([]int16, n*model.TagColumns)
	s.arcs = make([]int16, (longest+8)*(longest+38))
	s.square = make([]int32, len(s.arcs))
	s.found = make([]int32, longest)
	s.path = make([]text.Ent, longest*int(text.EntCount))
}

// read parses a batch of n tokens.
func (p *Parser) read(d *text.Document, s *scratch, pieces []piece, n int) {
	s.fit(&p.Config, n)
	p.forms(d, s, pieces)
	p.encode(s, pieces)
	hn := p.Hidden()
	tag := 2 * p.Arc
	p.cut.Apply(s.hid, hn, s.x, p.Width, n, 0)
	p.uncut.Apply(s.hid[tag+p.Tag:], hn, s.x, p.Width, n, -32768)
	p.tags.Apply(s.scores, model.TagColumns, s.hid[tag:], hn, n, -32768)
	p.bilinear.Apply(s.left, p.Arc, s.hid, hn, n, -32768)
	at := 0
	for _, pc := range pieces {
		p.tag(d, s, pc, at)
		p.attach(d, s, pc, at)
		at += pc.len()
	}
	p.relate(d, s, pieces, n)
}

// encode runs the recurrent layers; the result is in s.x.
func (p *Parser) encode(s *scratch, pieces []piece) {
	w := p.Width
	for t, e := range s.entries {
		copy(s.x[t*w:(t+1)*w], e.x)
		copy(s.u[t*3*w:(t+1)*3*w], e.u)
	}
	s.ends = s.ends[:0]
	at := 0
	for _, pc := range pieces {
		at += pc.len()
		s.ends = append(s.ends, int32(at))
	}
	s.x, s.y = p.encoder.Run(s.x, s.y, s.u, s.ends)
}

func argmax(row []int16) int {
	best, top := 0, row[0]
	for j, x := range row {
		if x > top {
			best, top = j, x
		}
	}
	return best
}

// tag sets the tags, lemmas and name labels of a piece that begins at place
// at of the batch.
func (p *Parser) tag(d *text.Document, s *scratch, pc piece, at int) {
	for i := range pc.len() {
		row := s.scores[(at+i)*model.TagColumns:]
		t := &d.Tokens[int(pc.first)+i]
		t.Tag, t.Pos = p.best(row)
		t.Lemma = p.lemma(s.entries[at+i], t.Tag, t.Pos)
	}
	s.names(d, pc, at)
}

// best returns the pair of tags with the highest scores that words have
// together.
func (p *Parser) best(row []int16) (text.Tag, text.Pos) {
	tag := text.Tag(1 + argmax(row[model.TagColumn+1:model.TagColumn+int(text.TagCount)]))
	pos := text.Pos(1 + argmax(row[model.PosColumn+1:model.PosColumn+int(text.PosCount)]))
	if len(p.lexicon.Pairs) == 0 || p.paired[tag][pos] {
		return tag, pos
	}
	top := int32(-1 << 30)
	for _, c := range p.lexicon.Pairs {
		if x := int32(row[model.TagColumn+int(c.Tag)]) + int32(row[model.PosColumn+int(c.Pos)]); x > top {
			top, tag, pos = x, c.Tag, c.Pos
		}
	}
	return tag, pos
}

// names sets the best sequence of labels in which no name goes on that did
// not begin.
func (s *scratch) names(d *text.Document, pc piece, at int) {
	const n = int(text.EntCount)
	var sum, next [n]int32
	for i := range pc.len() {
		row := s.scores[(at+i)*model.TagColumns+model.EntColumn:]
		for e := range n {
			from, best := 0, int32(-1<<30)
			inside := e > 0 && e%2 == 0
			for f := range n {
				if inside && (i == 0 || f != e && f != e-1) {
					continue
				}
				if sum[f] > best {
					from, best = f, sum[f]
				}
			}
			next[e] = best + int32(row[e])
			s.path[i*n+e] = text.Ent(from)
		}
		sum = next
	}
	best := 0
	for e := range n {
		if sum[e] > sum[best] {
			best = e
		}
	}
	for i := pc.len() - 1; i >= 0; i-- {
		d.Tokens[int(pc.first)+i].Ent = text.Ent(best)
		best = int(s.path[i*n+best])
	}
}

// attach sets the heads of a piece.
func (p *Parser) attach(d *text.Document, s *scratch, pc piece, at int) {
	n, hn := pc.len(), p.Hidden()
	stride := (n + 1 + 31) / 32 * 32
	dist := hn - model.Distances
	s.heads.Reset(p.Arc, stride, model.HiddenBits+model.LeftBits-model.ArcBits)
	s.heads.SetColumns(0, p.rootArc, p.Arc, 1)
	s.heads.SetColumns(1, s.hid[at*hn+p.Arc:], hn, n)
	s.heads.Apply(s.arcs, stride, s.left[at*p.Arc:], p.Arc, n, -32768)
	for i := range n {
		bias := s.hid[(at+i)*hn+dist : (at+i)*hn+dist+model.Distances]
		row := s.arcs[i*stride : i*stride+n+1]
		out := s.square[i*stride : i*stride+n+1]
		for h, x := range row {
			out[h] = int32(x)<<(model.HiddenBits-model.ArcBits) + int32(bias[model.Distance(i+1, h)])
		}
	}
	heads := s.found[:n]
	s.tree.Decode(s.square, stride, heads)
	for i, h := range heads {
		d.Seconds[int(pc.first)+i] = second(s.square[i*stride:i*stride+n+1], int(h), pc.first)
		d.Tokens[int(pc.first)+i].Head = pc.first + h - 1
		if h == 0 {
			d.Tokens[int(pc.first)+i].Head = -1
		}
	}
}

// second returns the best head but for the one that a token was given. row has
// the scores of the root and of all tokens of the piece that begins at first.
func second(row []int32, given int, first int32) text.Second {
	best := -1
	for h, x := range row {
		if h != given && (best < 0 || x > row[best]) {
			best = h
		}
	}
	out := text.Second{Head: -1, Gap: (row[given] - row[best]) >> (model.HiddenBits - 10)}
	if best > 0 {
		out.Head = first + int32(best) - 1
	}
	return out
}

// relate sets the relations of all tokens of the batch to their heads.
func (p *Parser) relate(d *text.Document, s *scratch, pieces []piece, n int) {
	hn, lb := p.Hidden(), p.Label
	labDep := 2*p.Arc + p.Tag
	at := 0
	for _, pc := range pieces {
		for i := range pc.len() {
			head := p.rootLabel
			if h := d.Tokens[int(pc.first)+i].Head; h >= 0 {
				o := (at+int(h-pc.first))*hn + labDep + lb
				head = s.hid[o : o+lb]
			}
			own := s.hid[(at+i)*hn+labDep : (at+i)*hn+labDep+lb]
			vector.Hinge(s.z[(at+i)*lb:(at+i+1)*lb], own, head)
		}
		at += pc.len()
	}
	p.deps.Apply(s.scores, model.DepColumns, s.z, lb, n, -32768)
	at = 0
	for _, pc := range pieces {
		for i := range pc.len() {
			t := &d.Tokens[int(pc.first)+i]
			if t.Head < 0 {
				t.Dep = text.DepRoot
				continue
			}
			row := s.scores[(at+i)*model.DepColumns:]
			t.Dep = text.Dep(int(text.DepRoot) + 1 + argmax(row[text.DepRoot+1:text.DepCount]))
		}
		at += pc.len()
	}
}
