package coref

import (
	"context"
	"slices"

	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// link is what was decided of a mention.
type link struct {
	to     int32 // the antecedent, -1 where it means something new
	chain  int32
	margin int32 // by how much the antecedent beats the next of another chain, and meaning something new
}

// chain is what is known of those that mean the same.
type chain struct {
	entity int32 // index in Reading.Entities, -1 for none
	sex    int8
	size   int32
}

// option is an antecedent and its score.
type option struct{ at, score int32 }

// resolve decides for each mention in turn what it means: the best antecedent
// whose chain it fits, where that beats meaning something new. What it returns
// after ctx has ended means nothing.
//
// tell, where there is one, is told of each decision before the mention joins
// its chain; it is then shown all candidates.
func (r *Reader) resolve(ctx context.Context, s *Scene, tell func(*decision)) []link {
	links := make([]link, len(s.Mentions))
	var chains []chain
	var near []int32
	var options []option
	least := int32(reach)
	if tell != nil {
		least = -never
	}
	for i := range read.Each(ctx, len(s.Mentions)) {
		m := &s.Mentions[i]
		near = s.Candidates(near[:0], i)
		var fresh int32
		fresh, options = r.weigh(s, i, near, options[:0], least)
		links[i] = choose(m, options, fresh, links, chains)
		if tell != nil {
			tell(&decision{i, links[i], fresh, options, func(o option) bool { return chains[links[o.at].chain].fits(m) }})
		}
		if links[i].to < 0 {
			links[i].chain = int32(len(chains))
			chains = append(chains, chain{entity: -1})
		}
		chains[links[i].chain].take(m)
	}
	return links
}

// decision is what was decided of a mention, and between what.
type decision struct {
	at      int // index in Scene.Mentions
	link    link
	fresh   int32 // the score of meaning something new
	options []option
	fits    func(option) bool // whether its chain could take the mention
}

// weigh returns the score of mention i meaning something new, and appends to
// options its candidates, the best first, but for those that are more than
// least below that.
func (r *Reader) weigh(s *Scene, i int, near []int32, options []option, least int32) (int32, []option) {
	m := &s.Mentions[i]
	f := hasher{model: r.model}
	s.fresh(&f, i)
	fresh := f.sum
	reflexive := m.pro.reflexive && argument(m.role)
	if reflexive {
		fresh = never
	}
	for _, j := range near {
		if reflexive && m.Sentence != s.Mentions[j].Sentence {
			continue
		}
		f.sum = 0
		s.pair(&f, i, int(j))
		if f.sum > fresh-least {
			options = append(options, option{j, f.sum})
		}
	}
	slices.SortStableFunc(options, func(a, b option) int { return int(b.score - a.score) })
	return fresh, options
}

// reach is how far below meaning something new an antecedent is still looked
// at, to know by how much another one beats it.
const reach = 2 * Scale

// never is the score of meaning something new for a reflexive: it always points
// back, within its sentence.
const never = -1 << 20

// argument reports whether a reflexive in a role is an argument; in others it
// lends weight: the minister said so himself.
func argument(role text.Dep) bool {
	switch role {
	case text.DepObj, text.DepIobj, text.DepObl, text.DepNmod:
		return true
	}
	return false
}

func choose(m *Mention, options []option, fresh int32, links []link, chains []chain) link {
	best := link{to: -1}
	top := int32(0)
	for _, o := range options {
		c := links[o.at].chain
		switch {
		case !chains[c].fits(m):
		case best.to < 0 && o.score <= fresh:
			return best
		case best.to < 0:
			best, top = link{to: o.at, chain: c, margin: o.score - fresh}, o.score
		case c != best.chain:
			best.margin = min(best.margin, top-o.score)
			return best
		}
	}
	return best
}

// fits reports whether a mention can belong to a chain: names of two entities
// never mean the same, nor do a woman and a man.
func (c *chain) fits(m *Mention) bool {
	if m.form == named && m.Entity >= 0 && c.entity >= 0 && m.Entity != c.entity {
		return false
	}
	return m.sex == 0 || c.sex == 0 || m.sex == c.sex || m.sex == neither || c.sex == neither
}

func (c *chain) take(m *Mention) {
	c.size++
	if c.entity < 0 && m.form == named {
		c.entity = m.Entity
	}
	if c.sex == 0 {
		c.sex = m.sex
	}
}

// chains gathers the phrases of two mentions and more that mean the same.
func (s *Scene) chains(links []link) [][]read.Phrase {
	n := 0
	for _, l := range links {
		n = max(n, int(l.chain)+1)
	}
	all := make([][]read.Phrase, n)
	for i, l := range links {
		m := &s.Mentions[i]
		all[l.chain] = append(all[l.chain], read.Phrase{First: m.First, Last: m.Last, Head: m.Head})
	}
	return slices.DeleteFunc(all, func(c []read.Phrase) bool { return len(c) < 2 })
}
