package event

import (
	"math"
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/internal/signs"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/text"
)

// nation is a word of the story that names one country, or one group of
// countries, by itself.
type nation struct {
	token int
	code  string
}

// nations are the words of a story that name a country, in its order, and how
// often each country is named.
type nations struct {
	all   []nation
	named map[string]int
	most  int // the number of the country that is named most often
	// mostly are the countries that are named most often, those named first of
	// equals.
	mostly []string
}

// within is how many namings before a phrase, and of those with which the
// story opens, may tell its country: a story that names thousands would else
// be searched for each of its phrases.
const within = 80

func (r *reader) nations() *nations {
	if r.nationals == nil {
		n := &nations{named: map[string]int{}}
		for k := range r.d.Tokens {
			if code := r.homeland(k); code != "" {
				n.all = append(n.all, nation{k, code})
				if n.named[code] == 0 {
					n.mostly = append(n.mostly, code)
				}
				n.named[code]++
				n.most = max(n.most, n.named[code])
			}
		}
		slices.SortStableFunc(n.mostly, func(a, b string) int { return n.named[b] - n.named[a] })
		n.mostly = n.mostly[:min(mostNamed, len(n.mostly))]
		r.nationals = n
	}
	return r.nationals
}

// about returns the namings that may tell the country of token i: those with
// which the story opens, and those around the token.
func (n *nations) about(i int) [2][]nation {
	at, _ := slices.BinarySearchFunc(n.all, i, func(x nation, i int) int { return x.token - i })
	from, to := max(0, at-within), min(len(n.all), at+within/2)
	return [2][]nation{n.all[:min(from, within)], n.all[from:to]}
}

// homeland returns the code of the single party, or the country of the place,
// that token k names; "" for firms, and where nobody knows.
func (r *reader) homeland(k int) string {
	if r.w.MentionAt(k) < 0 || r.backs(k) {
		return ""
	}
	ps := r.w.PartiesOf(k)
	if len(ps) != 1 {
		return r.country(k)
	}
	if c := ps[0].Code; c != unknown && c != group && c != firm {
		return c
	}
	return ""
}

// backs reports whether token k is the first part of a compound that says by whom
// something was done to those whom a phrase names: rebels that are Iranian-backed
// are not Iran's. Those who are led by somebody are his.
func (r *reader) backs(k int) bool {
	next, done := r.d.At(k+1), r.d.At(k+2)
	return r.d.Form(k+1) == "-" && next.Start == r.d.At(k).End && done.Start == next.End && done.Tag == text.TagVBN && !r.lex.belong.Has(phrase.Lower(r.d.Form(k+2)))
}

// Asked is a phrase whose country no pass knows: the token that heads it, what
// it is to its event, and the codes of the parties on its own side and on the
// other that are known.
type Asked struct {
	Head         int
	Role         judge.Role
	Same, Others []string
}

// Home is a country from which a phrase may be, "" for none of those that the
// story names, and what speaks for it.
type Home struct {
	Code     string   `json:"code"`
	Features []string `json:"features"`
}

// weight returns what speaks for a home in sum.
func (h *Home) weight(by signs.Weights) int {
	sum := 0
	for _, f := range h.Features {
		sum += by[f]
	}
	return sum
}

// homes returns the countries from which a phrase may be.
func (r *reader) homes(q Asked) []Home {
	out := []Home{r.homeless(q)}
	add := func(code string) {
		if code != "" && !slices.ContainsFunc(out, func(h Home) bool { return h.Code == code }) {
			out = append(out, Home{Code: code})
		}
	}
	add(r.filedFrom())
	for _, part := range r.nations().about(q.Head) {
		for _, n := range part {
			add(n.code)
		}
	}
	for i := range out[1:] {
		h := &out[1+i]
		for _, f := range r.homeFeatures(q, h.Code) {
			h.Features = append(h.Features, f, f+" "+r.classOf(q))
		}
	}
	return out
}

// filedFrom returns the country of the dateline, or "".
func (r *reader) filedFrom() string {
	if l := r.w.Reading.Story.Dateline; l != nil && l.Country != nil {
		return *l.Country
	}
	return ""
}

// classOf returns the kind of phrase for which features are weighed apart.
func (r *reader) classOf(q Asked) string {
	class := [...]string{judge.Doer: "doer", judge.Affected: "affected", judge.Asserter: "asserter"}[q.Role]
	return class + " " + r.d.Tokens[q.Head].Pos.String()
}

// homeless returns what speaks for no country at all.
func (r *reader) homeless(q Asked) Home {
	f := []string{"none", "none " + r.classOf(q), "none " + r.Lemma(q.Head)}
	if e := r.w.EntityAt(q.Head); e != nil {
		f = append(f, "none "+string(e.Kind))
	}
	if t := r.d.Tokens[q.Head].Tag; t == text.TagNNS {
		f = append(f, "none plural")
	}
	if r.t.Child(q.Head, text.DepDet) >= 0 {
		f = append(f, "none determined")
	}
	if r.t.Child(q.Head, text.DepNummod) >= 0 {
		f = append(f, "none counted")
	}
	return Home{Features: f}
}

// homeFeatures returns what speaks for one country.
func (r *reader) homeFeatures(q Asked, code string) []string {
	var f []string
	if !fact.OfState(code) {
		f = append(f, "group")
	}
	if code == r.filedFrom() {
		f = append(f, "dateline")
	}
	if slices.Contains(q.Same, code) {
		f = append(f, "same side")
	}
	if slices.Contains(q.Others, code) {
		f = append(f, "other side")
	}
	f = append(f, r.nearness(q.Head, code)...)
	return append(f, r.weightIn(code)...)
}

// nearness returns where a country is named with respect to token i.
func (r *reader) nearness(i int, code string) []string {
	at := r.namings(i, code)
	var f []string
	add := func(is bool, feature string) {
		if is {
			f = append(f, feature)
		}
	}
	add(at.phrase, "phrase")
	add(at.sentence && !at.phrase, "sentence")
	add(at.sentence && at.alone, "alone")
	add(at.nearest == code, "nearest")
	add(at.nearest == "" && at.latest == code, "latest")
	add(!at.sentence && at.earlier, "earlier")
	add(at.noun, "noun")
	return f
}

// namings is where a country is named, seen from a token.
type namings struct {
	phrase, sentence bool   // in the token's own
	alone            bool   // no other is in its sentence
	earlier          bool   // in a sentence before
	noun             bool   // elsewhere, with the token's noun
	nearest          string // the country named nearest in its sentence, whichever
	away             int    // and how many tokens away
	latest           string // the one named last before its sentence
}

func (r *reader) namings(i int, code string) namings {
	out := namings{alone: true}
	for _, part := range r.nations().about(i) {
		for _, n := range part {
			r.sight(&out, i, n, n.code == code)
		}
	}
	return out
}

// sight adds one naming of a country, mine where it is the one in question.
func (r *reader) sight(to *namings, i int, n nation, mine bool) {
	s, k := &r.d.Sentences[r.d.Tokens[i].Sentence], n.token
	if k < int(s.First) || k >= int(s.Last) {
		to.noun = to.noun || mine && r.qualifies(k, r.Lemma(i))
		if k < int(s.First) {
			to.latest, to.earlier = n.code, to.earlier || mine
		}
		return
	}
	to.sentence = to.sentence || mine
	to.alone = to.alone && mine
	to.phrase = to.phrase || mine && int32(k) >= r.t.Left[i] && int32(k) <= r.t.Right[i]
	if away := max(k-i, i-k); to.nearest == "" || away < to.away {
		to.nearest, to.away = n.code, away
	}
}

// qualifies reports whether token k, which names a country, belongs to a noun
// with that lemma: the Colombian of Colombian guerrillas.
func (r *reader) qualifies(k int, lemma string) bool {
	h := int(r.d.Tokens[k].Head)
	return h >= 0 && r.Lemma(h) == lemma && r.d.Tokens[h].Pos == text.NOUN
}

// weightIn returns how much of the story a country is.
func (r *reader) weightIn(code string) []string {
	n := r.nations()
	named, all := n.named[code], len(n.all)
	var f []string
	switch {
	case named == 0:
		f = append(f, "unnamed")
	case named == all:
		f = append(f, "only")
	case named == n.most && 2*named > all:
		f = append(f, "half")
	case named == n.most:
		f = append(f, "most")
	}
	if all > 0 && n.all[0].code == code {
		f = append(f, "first")
	}
	return f
}

// homeOf returns the country from which a phrase most likely is, "" for none,
// and by how much it is ahead of the next, in thousandths.
func (r *reader) homeOf(q Asked) (code string, ahead int) {
	best, next := math.MinInt, math.MinInt
	for _, h := range r.homes(q) {
		score := h.weight(r.lex.homes)
		if score > best {
			code, best, next = h.Code, score, best
		} else {
			next = max(next, score)
		}
	}
	if next == math.MinInt {
		return code, certain
	}
	return code, best - next
}

// certain is how far ahead the only choice is, in thousandths.
const certain = 10_000

// countryKnown reports whether a pass knows of which country, or of what kind of
// body, a party is.
func countryKnown(p fact.Party) bool { return p.Code != unknown && p.Code != "" }

// partiesOrHome returns the parties that an argument names and, where it names
// nobody whose country is told, the party by the country from which it most
// likely is. ahead is how far that is ahead of the next, certain where every
// country is known.
func (r *reader) partiesOrHome(q Asked) (ps []fact.Party, ahead int) {
	ps = r.parties(q.Head)
	if len(ps) > 0 && !slices.ContainsFunc(ps, func(p fact.Party) bool { return !countryKnown(p) }) {
		return ps, certain
	}
	code, ahead := r.homeOf(q)
	if code != "" && ahead < sureHome {
		code = unknown // its words say who it is; a guess may say something false
	}
	if len(ps) == 0 {
		return r.atHome(q, code), ahead
	}
	for n := range ps {
		if code != "" && !countryKnown(ps[n]) {
			ps[n].Code = code
		}
	}
	return ps, ahead
}

// sureHome is by how much, in thousandths of log odds, a country must be ahead
// of the next to be given to a party whose words do not tell it.
const sureHome = 800

// atHome makes a party of a noun that no pass resolved.
func (r *reader) atHome(q Asked, code string) []fact.Party {
	i := q.Head
	if p := r.d.Tokens[i].Pos; code == "" || p != text.NOUN && p != text.PROPN && p != text.PRON {
		return nil
	}
	p := fact.Party{Code: code, Span: fact.Ptr(fact.SpanOf(r.d.SpanOf(i, i+1)))}
	if e := r.w.EntityAt(i); e != nil {
		p.Entity, p.Sectors = fact.Ptr(e.ID), e.Sectors
	}
	return []fact.Party{p}
}
