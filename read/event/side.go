package event

import (
	"math"
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/syntax/transformer"
	"github.com/datelinewire/dateline/text"
)

// Which countries and bodies stand on which side of an event is decided by
// learning: each that the sentence names, that a word of it may be from or that
// the story names most often is weighed for either side by all that frames,
// judgement, roles, tree and story say of it (data/sides.tsv).

// mostNamed is how many of the countries that a story names most often may be a
// party though the sentence does not name them.
const mostNamed = 6

// scene is what an event's sentence and story say of who takes part in it.
type scene struct {
	d      *draft
	claims []claim
	named  []naming
	codes  []string // of the candidates
	frame  sides    // as the frames and the roles have them
	now    sides    // as the rules have settled them
	last   sides    // of the last event of its type told before
	before []string // on either side of the event told last
	filed  string   // the country of the dateline
	by     string   // that of who asserts it
	mutual bool     // all do it to each other, and are its doers here
	// affectedNow are who stands on the other side, whether mutual or not.
	affectedNow []string
}

// sides are the codes of both sides.
type sides struct{ doers, affected []string }

func (s *sides) of(role judge.Role) []string {
	if role == judge.Affected {
		return s.affected
	}
	return s.doers
}

// across returns the role of the other side.
func across(role judge.Role) judge.Role { return judge.Doer + judge.Affected - role }

// claim is a word that the judgement takes, or may take, for one of a side.
type claim struct {
	token int
	at    fact.Span
	role  judge.Role
	p     float64  // how likely, by its own reckoning
	known []string // the codes of those whom it means
	homes []share  // where it means nobody known, those from where it may be
}

// share is how likely a code is among others.
type share struct {
	code string
	p    float64
}

// of returns how likely the claim speaks for a code.
func (c *claim) of(code string) float64 {
	if len(c.known) > 0 {
		if slices.Contains(c.known, code) {
			return c.p
		}
		return 0
	}
	for _, h := range c.homes {
		if h.code == code {
			return c.p * h.p
		}
	}
	return 0
}

// naming is a word of a sentence that names parties, or lies in a country.
type naming struct {
	token   int
	parties []fact.Party
	codes   []string
}

// takeSides settles who stands on which side of an event that was judged one.
func (r *reader) takeSides(d *draft) {
	s := r.sceneOf(d)
	var chosen sides
	d.clear, d.taken = math.MaxInt, math.MaxInt
	for _, code := range s.codes {
		for _, role := range s.roles() {
			sum := r.weighSide(s, role, code) - s.least(role, code)
			d.clear = min(d.clear, max(sum, -sum))
			if sum < 0 {
				continue
			}
			d.taken = min(d.taken, sum)
			if role == judge.Doer {
				chosen.doers = append(chosen.doers, code)
			} else {
				chosen.affected = append(chosen.affected, code)
			}
		}
	}
	r.fillSides(s, &chosen)
}

// roles are the sides that are filled one by one: all who do something to each
// other are its doers here.
func (s *scene) roles() []judge.Role {
	if s.mutual {
		return []judge.Role{judge.Doer}
	}
	return []judge.Role{judge.Doer, judge.Affected}
}

// joint puts both sides together.
func (s *sides) joint() sides {
	out := sides{doers: slices.Clone(s.doers)}
	for _, c := range s.affected {
		if !slices.Contains(out.doers, c) {
			out.doers = append(out.doers, c)
		}
	}
	return out
}

// The log odds, in thousandths, from which on a code is on a side: a little more
// than even where no rule had it there, and much less where a frame of the type
// that was judged has.
const newcomer, framed = 200, -1000

func (s *scene) least(role judge.Role, code string) int {
	switch {
	case !slices.Contains(s.now.of(role), code):
		return newcomer
	case s.d.agreed && slices.Contains(s.frame.of(role), code):
		return framed
	}
	return 0
}

// weighSide returns the log odds, in thousandths, that a code is on one side.
func (r *reader) weighSide(s *scene, role judge.Role, code string) int {
	w := weighing{by: r.lex.sides, room: r.room[:0], keep: r.w.Explain}
	r.sideSigns(&w, s, role, code)
	r.room = w.room
	sum := w.sum + r.lex.sides["always"]
	if w.keep {
		s.d.candidates = append(s.d.candidates, read.Candidate{Code: code, Affected: role == judge.Affected, Signs: w.kept})
		r.noteSide(s.d, role, code, sum, w.kept)
	}
	return sum
}

// sceneOf gathers what speaks for one or the other as a party of a draft.
func (r *reader) sceneOf(d *draft) *scene {
	s := &scene{d: d, named: r.namedIn(int(r.d.Tokens[d.trigger].Sentence)), filed: r.filedFrom()}
	s.frame = sides{codesKnown(d.proposedActors), codesKnown(d.proposedRecips)}
	s.now = sides{codesKnown(d.actors), codesKnown(d.recips)}
	if d.asserter != nil {
		s.by = r.codeOf(*d.asserter)
	}
	for _, a := range d.judged.Parties {
		if a.Margin > -maybe {
			s.claims = append(s.claims, r.claimOf(d, a))
		}
	}
	r.toldBefore(s)
	r.candidates(s)
	s.affectedNow = s.now.affected
	if s.mutual = d.judged.Mutual && d.frame.kind.Mutual(); s.mutual {
		s.frame, s.now, s.last = s.frame.joint(), s.now.joint(), s.last.joint()
		for i := range s.claims {
			s.claims[i].role = judge.Doer
		}
	}
	return s
}

// maybe is the margin, at transformer.Bits, by which a word may be short of an
// argument and be heard.
const maybe = 2000

func (r *reader) claimOf(d *draft, a judge.Argument) claim {
	c := claim{token: int(a.Token), at: fact.SpanOf(r.d.SpanOf(int(a.Token), int(a.Token)+1)), role: a.Role, p: 1 / (1 + math.Exp(-logOdds(a.Margin)))}
	if c.known = codesKnown(r.parties(c.token)); len(c.known) > 0 {
		return c
	}
	top, all := math.MinInt, 0.0
	homes := r.homes(r.question(d.judged, a))
	sums := make([]int, len(homes))
	for i := range homes {
		sums[i] = homes[i].weight(r.lex.homes)
		top = max(top, sums[i])
	}
	for i := range homes {
		p := math.Exp(float64(sums[i]-top) / 1000)
		all += p
		c.homes = append(c.homes, share{homes[i].Code, p})
	}
	for i := range c.homes {
		c.homes[i].p /= all
	}
	return c
}

// toldBefore adds who took part in what was told before.
func (r *reader) toldBefore(s *scene) {
	all := r.found.all
	for n := len(all) - 1; n >= max(0, len(all)-recent/2); n-- {
		e := &r.w.Reading.Events[all[n].index]
		if n == len(all)-1 {
			s.before = append(codesKnown(e.Actors), codesKnown(e.Recipients)...)
		}
		if e.Type == s.d.frame.kind.String() {
			s.last = sides{codesKnown(e.Actors), codesKnown(e.Recipients)}
			return
		}
	}
}

// candidates lists those who may stand on a side.
func (r *reader) candidates(s *scene) {
	add := func(codes ...string) {
		for _, c := range codes {
			if c != "" && c != unknown && !slices.Contains(s.codes, c) {
				s.codes = append(s.codes, c)
			}
		}
	}
	for _, x := range [...]sides{s.frame, s.now} {
		add(x.doers...)
		add(x.affected...)
	}
	for i := range s.claims {
		add(s.claims[i].known...)
	}
	for i := range s.named {
		add(s.named[i].codes...)
	}
	add(s.filed)
	add(r.nations().mostly...)
}

// namedIn returns the words of a sentence, as far as it is judged, that name
// parties or lie in a country.
func (r *reader) namedIn(n int) []naming {
	if r.sceneAt == n+1 {
		return r.naming
	}
	r.naming, r.sceneAt = nil, n+1
	first := int(r.d.Sentences[n].First)
	for i := first; i < min(int(r.d.Sentences[n].Last), first+transformer.Longest); i++ {
		switch r.d.Tokens[i].Pos {
		case text.NOUN, text.PROPN, text.PRON, text.ADJ, text.NUM, text.DET:
		default:
			continue
		}
		if r.backs(i) {
			continue
		}
		x := naming{token: i, parties: r.parties(i)}
		x.codes = codesKnown(x.parties)
		if e := r.w.EntityAt(i); e != nil && e.Country != nil && !slices.Contains(x.codes, *e.Country) {
			x.codes = append(x.codes, *e.Country)
		}
		if len(x.codes) > 0 {
			r.naming = append(r.naming, x)
		}
	}
	return r.naming
}

// codesKnown returns the codes of parties whose country or kind is known, each
// once.
func codesKnown(ps []fact.Party) []string {
	var out []string
	for _, p := range ps {
		if countryKnown(p) && !slices.Contains(out, p.Code) {
			out = append(out, p.Code)
		}
	}
	return out
}
