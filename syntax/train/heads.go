package train

import (
	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
	"github.com/datelinewire/dateline/text"
)

// places returns the first columns of the parts of the hidden layer.
func (n *net) places() (head, tag, labDep, labHead, dist int) {
	head = n.Arc
	tag = 2 * n.Arc
	labDep = tag + n.Tag
	labHead = labDep + n.Label
	return head, tag, labDep, labHead, labHead + n.Label
}

// hidden computes the heads' first layer and the products that do not depend
// on the sentence.
func (p *pass) hidden() {
	n := p.n
	hn := n.Hidden()
	_, tag, labDep, _, _ := n.places()
	p.Product(p.hid, hn, p.Top, n.Width, n.wh, n.bh)
	for t := range p.T {
		row := p.hid[t*hn : t*hn+labDep]
		for j, x := range row {
			if x < 0 {
				row[j] = 0
			}
		}
	}
	if p.Drop != nil {
		p.Mask(p.mh, hn, p.dropHidden, false)
		for t := range p.T {
			row := p.hid[t*hn : t*hn+labDep]
			gradient.Times(row, row, p.mh[t*hn:])
		}
	}
	p.Product(p.tag, model.TagColumns, p.hid[tag:], hn, n.wt, n.bt)
	p.Product(p.dep, n.Arc, p.hid, hn, n.u, n.ub)
}

// arcs scores the heads of sentence s: p.sc[i*stride+h] for word i (from 0)
// and head h (from 1, 0 the root). It leaves the heads' vectors as rows in
// p.hrow.
func (p *pass) arcs(s int) (stride int) {
	n := p.n
	a, hn := n.Arc, n.Hidden()
	head, _, _, _, dist := n.places()
	from, count := p.Starts[s], p.Starts[s+1]-p.Starts[s]
	stride = (count + 1 + 31) / 32 * 32
	r8 := (count + 7) / 8 * 8
	gradient.Grow(&p.hrow, stride*a)
	gradient.Grow(&p.heads, stride*a)
	gradient.Grow(&p.sc, r8*stride)
	clear(p.hrow[:stride*a])
	copy(p.hrow, n.rootA.W)
	for j := range count {
		copy(p.hrow[(j+1)*a:(j+2)*a], p.hid[(from+j)*hn+head:])
	}
	for j := range stride {
		for k := range a {
			p.heads[k*stride+j] = p.hrow[j*a+k]
		}
	}
	clear(p.sc[:r8*stride])
	p.Panel.Mul(vector.View(p.sc, stride), vector.View(p.dep[from*a:], a), vector.View(p.heads, stride), r8, stride, a)
	for i := range count {
		bias := p.hid[(from+i)*hn+dist:]
		row := p.sc[i*stride:]
		for h := 0; h <= count; h++ {
			row[h] += bias[model.Distance(i+1, h)]
		}
		row[i+1] = -1e9
	}
	return stride
}

// weights of the losses.
const (
	arcWeight, depWeight, tagWeight, posWeight, entWeight = 1, 1, 1, 0.75, 0.5
)

// parse computes the losses over the sentences and their gradients, scaled by
// f, down to the top's, and then unwinds.
func (p *pass) parse(f float32) {
	n := p.n
	hn := n.Hidden()
	_, tag, labDep, _, _ := n.places()
	p.fill()
	p.Lookup()
	p.Encode()
	p.hidden()
	clear(p.dhid[:p.Padded()*hn])
	clear(p.ddep)
	for s := range p.sents {
		p.arcLoss(s, f)
	}
	p.labelLoss(f)
	p.tagLoss(f)
	p.Backward(p.dhid[tag:], hn, p.hid[tag:], hn, p.tag, model.TagColumns, n.wt, n.bt)
	p.Backward(p.dhid, hn, p.hid, hn, p.ddep, n.Arc, n.u, n.ub)
	for t := range p.T {
		d, x, m := p.dhid[t*hn:t*hn+labDep], p.hid[t*hn:], p.mh[t*hn:]
		for j := range d {
			if x[j] <= 0 {
				d[j] = 0
			}
			d[j] *= m[j]
		}
	}
	clear(p.DY)
	p.Backward(p.DY, n.Width, p.Top, n.Width, p.dhid, hn, n.wh, n.bh)
	p.Unwind()
}

func (p *pass) arcLoss(s int, f float32) {
	n := p.n
	a, hn := n.Arc, n.Hidden()
	head, _, _, _, dist := n.places()
	from, smp := p.Starts[s], p.sents[s]
	count := smp.n
	stride := p.arcs(s)
	for i := range count {
		row := p.sc[i*stride : (i+1)*stride]
		p.loss[0] += gradient.Softmax(row[:count+1], int(smp.head[i]), f*arcWeight*smp.weight)
		clear(row[count+1:])
		row[i+1] = 0
		d := p.dhid[(from+i)*hn+dist:]
		for h, x := range row[:count+1] {
			d[model.Distance(i+1, h)] += x
		}
	}
	r8 := (count + 7) / 8 * 8
	clear(p.sc[count*stride : r8*stride])
	p.Panel.Mul(vector.View(p.ddep[from*a:], a), vector.View(p.sc, stride), vector.View(p.hrow, a), r8, a, count+1)
	gradient.Grow(&p.drow, stride*a)
	clear(p.drow[:stride*a])
	p.Panel.Mul(vector.View(p.drow, a), vector.View(p.sc, stride).T(), vector.View(p.dep[from*a:], a), stride, a, count)
	root := n.rootA.G[p.Shard]
	for k, x := range p.drow[:a] {
		root[k] += x
	}
	for j := range count {
		d := p.dhid[(from+j)*hn+head:]
		for k, x := range p.drow[(j+1)*a : (j+2)*a] {
			d[k] += x
		}
	}
}

// relation fills row t of z for the arc from t to head h (a row, -1 the root).
func (p *pass) relation(t, h int) {
	n := p.n
	hn := n.Hidden()
	_, _, labDep, labHead, _ := n.places()
	z := p.z[t*n.Label : (t+1)*n.Label]
	y := n.rootL.W
	if h >= 0 {
		y = p.hid[h*hn+labHead:]
	}
	for j, x := range p.hid[t*hn+labDep : t*hn+labDep+n.Label] {
		z[j] = max(0, x+y[j])
	}
}

func (p *pass) labelLoss(f float32) {
	n := p.n
	hn, lb := n.Hidden(), n.Label
	_, _, labDep, labHead, _ := n.places()
	p.goldRelations(func(t, h int, s *sample, i int) { p.relation(t, h) })
	if p.Drop != nil {
		p.Mask(p.mh[:p.T*lb], lb, p.dropHidden, false)
		gradient.Times(p.z[:p.T*lb], p.z, p.mh)
	}
	p.Product(p.lab, model.DepColumns, p.z, lb, n.wl, n.bl)
	p.goldRelations(func(t, h int, s *sample, i int) {
		row := p.lab[t*model.DepColumns : (t+1)*model.DepColumns]
		p.loss[1] += gradient.Softmax(row[:text.DepCount], int(s.dep[i]), f*depWeight*s.weight)
		clear(row[text.DepCount:])
	})
	dz := p.DY[:p.Room*lb]
	clear(dz)
	p.Backward(dz, lb, p.z, lb, p.lab, model.DepColumns, n.wl, n.bl)
	root := n.rootL.G[p.Shard]
	p.goldRelations(func(t, h int, s *sample, i int) {
		d := p.dhid[t*hn+labDep:]
		e := root
		if h >= 0 {
			e = p.dhid[h*hn+labHead:]
		}
		for j := range lb {
			if p.z[t*lb+j] > 0 {
				g := dz[t*lb+j] * p.mh[t*lb+j]
				d[j] += g
				e[j] += g
			}
		}
	})
	if p.Drop != nil { // the hidden layer's mask was overwritten in part
		p.remask()
	}
}

func (p *pass) goldRelations(f func(t, h int, s *sample, i int)) {
	for k, s := range p.sents {
		for i := range s.n {
			h := -1
			if s.head[i] > 0 {
				h = p.Starts[k] + int(s.head[i]) - 1
			}
			f(p.Starts[k]+i, h, s, i)
		}
	}
}

// remask restores the mask of the hidden layer from its numbers: what is zero
// gets no gradient anyway.
func (p *pass) remask() {
	keep := 1 / (1 - p.dropHidden)
	for i := range p.mh {
		p.mh[i] = keep
	}
}

func (p *pass) tagLoss(f float32) {
	for k, s := range p.sents {
		for i := range s.n {
			t := p.Starts[k] + i
			row := p.tag[t*model.TagColumns : (t+1)*model.TagColumns]
			x, u, e := row[:text.TagCount], row[model.PosColumn:model.PosColumn+int(text.PosCount)], row[model.EntColumn:model.EntColumn+int(text.EntCount)]
			p.loss[2] += gradient.Softmax(x, int(s.tag[i]), f*tagWeight*s.weight)
			p.loss[3] += gradient.Softmax(u, int(s.pos[i]), f*posWeight*s.weight)
			p.loss[4] += gradient.Softmax(e, int(s.ent[i]), f*entWeight*s.weight)
			clear(row[text.TagCount:model.PosColumn])
			clear(row[model.PosColumn+int(text.PosCount) : model.EntColumn])
			clear(row[model.EntColumn+int(text.EntCount):])
		}
	}
}
