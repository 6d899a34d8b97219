package event

import (
	"math"
	"math/bits"
	"slices"
	"strconv"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/signs"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/text"
)

// weighing adds up the weights of signs as they are met.
type weighing struct {
	by   signs.Weights
	sum  int
	room []byte
	keep bool // the signs are to be told
	kept []string
}

// add weighs a sign, the name of which is its words.
func (w *weighing) add(words ...string) {
	w.room = w.room[:0]
	for i, x := range words {
		if i > 0 {
			w.room = append(w.room, ' ')
		}
		w.room = append(w.room, x...)
	}
	w.sum += w.by[string(w.room)]
	if w.keep {
		w.kept = append(w.kept, string(w.room))
	}
}

func (w *weighing) when(is bool, words ...string) {
	if is {
		w.add(words...)
	}
}

// steps are the probabilities, in percent, up to which one sign stands.
var steps = [...]int{2, 5, 12, 20, 27, 38, 50, 62, 73, 82, 88, 95, 98, 100}

// step returns the name of the step in which a probability lies.
func step(p float64) string {
	for _, n := range steps {
		if math.Round(100*p) < float64(n) {
			return stepNames[n]
		}
	}
	return stepNames[100]
}

var stepNames = func() (names [101]string) {
	for n := range names {
		names[n] = strconv.Itoa(n)
	}
	return names
}()

// heard is how likely a code is on a side by all claims together, and by those
// of words that mean it and of words that may be from there.
type heard struct{ any, known, home float64 }

func (s *scene) heard(role judge.Role, code string) heard {
	known, home := 1.0, 1.0
	for i := range s.claims {
		switch c := &s.claims[i]; {
		case c.role != role:
		case len(c.known) > 0:
			known *= 1 - c.of(code)
		default:
			home *= 1 - c.of(code)
		}
	}
	return heard{1 - known*home, 1 - known, 1 - home}
}

// stranger returns the likeliest word of a side that means nobody known, -1 for
// none, and how likely a code is its home.
func (s *scene) stranger(role judge.Role, code string) (word int, home float64) {
	word, most := -1, 0.0
	for i := range s.claims {
		c := &s.claims[i]
		if c.role != role || len(c.known) > 0 || c.p < most {
			continue
		}
		word, most, home = c.token, c.p, 0
		for _, h := range c.homes {
			if h.code == code {
				home = h.p
			}
		}
	}
	return word, home
}

// sideSigns weighs what speaks for a code being on one side of an event, and
// against.
func (r *reader) sideSigns(w *weighing, s *scene, role judge.Role, code string) {
	d, side, kind := s.d, role.String(), s.d.frame.kind.String()
	w.add(side)
	w.add(side, kind)
	w.add(side, string(statusIn(d.status)))
	r.settledSigns(w, s, role, code)
	r.judgedSigns(w, s, role, code)
	r.storySigns(w, s, role, code)
	r.wordSigns(w, s, role, code)
	w.when(d.noun, side, "of a noun")
	w.when(s.mutual, side, "of both")
	w.when(d.clause.Passive, side, "of a passive")
	w.when(r.headline(d), side, "in a head line")
	if s.by != "" && s.by == code {
		w.add(side, "asserts it")
		w.add(side, kind, "asserts it")
	}
	w.when(d.asserter != nil, side, "asserted")
	w.add("candidates", strconv.Itoa(bits.Len(uint(len(s.codes)))))
}

// settledSigns weighs what frames and rules made of the sides.
func (r *reader) settledSigns(w *weighing, s *scene, role judge.Role, code string) {
	side := role.String()
	by := "other frame"
	if s.d.agreed {
		by = "frame"
	}
	if has := slices.Contains(s.frame.of(role), code); has {
		w.add(by)
		w.add(by, side)
	} else if len(s.frame.of(role)) > 0 {
		w.add(by, "has others")
		w.add(by, "has others", side)
	}
	w.when(slices.Contains(s.frame.of(across(role)), code), by, "across")
	if slices.Contains(s.now.of(role), code) {
		w.add("settled", side)
	} else if len(s.now.of(role)) > 0 {
		w.add("settled on others", side)
	}
	w.when(slices.Contains(s.now.of(across(role)), code), "settled across", side)
	fillers := r.roles.Doers(s.d.trigger)
	if role == judge.Affected {
		fillers = r.roles.Affected(s.d.trigger)
	}
	for _, f := range fillers {
		if slices.Contains(s.codesAt(int(f.Token)), code) {
			w.add("role", side)
			break
		}
	}
}

// codesAt returns the codes that a word of the sentence names.
func (s *scene) codesAt(i int) []string {
	for n := range s.named {
		if s.named[n].token == i {
			return s.named[n].codes
		}
	}
	return nil
}

// judgedSigns weighs what the judgement says of words that mean the code, or
// may be from there.
func (r *reader) judgedSigns(w *weighing, s *scene, role judge.Role, code string) {
	side, kind := role.String(), s.d.frame.kind.String()
	own, other := s.heard(role, code), s.heard(across(role), code)
	w.add("known", step(own.known))
	w.add("home", step(own.home))
	w.add("known across", step(other.known))
	w.add("home across", step(other.home))
	w.add("any", step(own.any))
	w.add(side, "any", step(own.any))
	w.add(side, "across", step(other.any))
	w.add(side, kind, "any", step(own.any))
	var filled, opposite, others float64
	unknownMost := true
	for i := range s.claims {
		c := &s.claims[i]
		if c.role != role {
			opposite = max(opposite, c.p)
			continue
		}
		filled, others = max(filled, c.p), max(others, c.p-c.of(code))
		unknownMost = unknownMost && (c.p < 0.5 || len(c.known) == 0)
	}
	w.add(side, "filled", step(filled))
	w.add(side, "other side filled", step(opposite))
	w.add("claimed by others", step(others))
	if who, home := s.stranger(role, code); who >= 0 {
		w.add(side, "home", step(home))
		w.when(home > 0.4, side, "home of", r.Lemma(who))
	}
	w.when(filled > 0.5 && own.any < 0.3, side, "filled by others")
	w.when(filled > 0.5 && unknownMost, side, "filled by somebody")
	w.when(other.any > 0.5 || slices.Contains(s.now.of(across(role)), code), side, kind, "on both sides")
}

// storySigns weighs what the story says of a code.
func (r *reader) storySigns(w *weighing, s *scene, role judge.Role, code string) {
	side, kind, n := role.String(), s.d.frame.kind.String(), r.nations()
	w.when(slices.Contains(s.last.of(role), code), "before of its type")
	w.when(slices.Contains(s.before, code), "before")
	if !fact.OfState(code) {
		w.add(side, "is", code)
		if code == group || code == firm {
			return // they are not counted
		}
	}
	part := 0.0
	if len(n.all) > 0 {
		part = float64(n.named[code]) / float64(len(n.all))
	}
	w.add("share", step(part))
	w.add(side, "share", step(part))
	w.add(side, kind, "share", step(part))
	w.when(n.named[code] == 0, "unnamed")
	w.when(n.named[code] > 0 && n.named[code] == n.most, side, "named most")
	w.when(len(n.all) > 0 && n.all[0].code == code, "named first")
	w.when(len(n.named) == 1 && n.named[code] > 0, "named alone")
	w.when(code == s.filed, "dateline")
}

// wordSigns weighs the word of the sentence that speaks most for a code on a
// side: where and how it stands to the trigger.
func (r *reader) wordSigns(w *weighing, s *scene, role judge.Role, code string) {
	side, kind, trigger := role.String(), s.d.frame.kind.String(), s.d.trigger
	i, near := s.wordFor(role, code, trigger)
	if i < 0 {
		w.add(side, "outside")
		w.add(side, kind, "outside")
		return
	}
	t, p := &r.d.Tokens[i], ""
	if k := r.t.Child(i, text.DepCase); k >= 0 {
		p = r.Lemma(k)
	}
	what := t.Pos.String()
	if e := r.w.EntityAt(i); e != nil {
		what = string(e.Kind)
	}
	dep := t.Dep.String()
	w.add(side, "inside")
	w.add("distance", strconv.Itoa(bits.Len(uint(near))))
	w.when(i > trigger, side, "after")
	w.when(len(s.codesNamed()) == 1, "alone")
	w.add(side, "is", what)
	w.add(side, dep)
	w.when(p != "", side, p)
	w.when(p != "", side, kind, p)
	h := int(t.Head)
	switch {
	case h == trigger:
		w.add(side, "hangs", dep, p)
		w.add(side, "hangs from", r.Lemma(trigger), dep, p)
	case h >= 0:
		w.when(int(r.d.Tokens[h].Head) == trigger, side, "hangs by one", dep, r.d.Tokens[h].Dep.String())
		w.add(side, "under", r.Lemma(h), p)
	}
	w.when(r.joined(s, role, i), side, "joined")
	for _, a := range s.d.judged.Arguments {
		w.when(int(a.Token) == i && a.Role == judge.Asserter, side, "asserts")
	}
	w.when(i == s.d.clause.Subject, side, "subject")
	w.when(i == s.d.clause.Object, side, "object")
	w.when(t.Dep == text.DepNsubj && h >= 0 && r.d.Tokens[h].Dep == text.DepRoot, side, "subject of the sentence")
}

// joined reports whether a word stands in one row with another that is judged to
// be on a side.
func (r *reader) joined(s *scene, role judge.Role, i int) bool {
	for n := range s.claims {
		c := &s.claims[n]
		if c.role == role && c.p > 0.5 && c.token != i && len(c.known) > 0 && (int(r.d.Tokens[i].Head) == c.token && r.Dep(i) == text.DepConj || int(r.d.Tokens[c.token].Head) == i && r.Dep(c.token) == text.DepConj) {
			return true
		}
	}
	return false
}

// wordFor returns the word that names a code and that the judgement takes most
// for one of a side, the nearest to the trigger of several, and how far the
// nearest is; -1 where no word names it.
func (s *scene) wordFor(role judge.Role, code string, trigger int) (best, near int) {
	best, near = -1, math.MaxInt
	most := -1.0
	for n := range s.named {
		x := &s.named[n]
		if !slices.Contains(x.codes, code) {
			continue
		}
		away := max(x.token-trigger, trigger-x.token)
		near = min(near, away)
		p := 0.01 / float64(1+away)
		for i := range s.claims {
			if c := &s.claims[i]; c.token == x.token && c.role == role {
				p += c.p
			}
		}
		if p > most {
			best, most = x.token, p
		}
	}
	return best, near
}

// codesNamed returns the codes that the sentence names.
func (s *scene) codesNamed() []string {
	var out []string
	for n := range s.named {
		for _, c := range s.named[n].codes {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}
