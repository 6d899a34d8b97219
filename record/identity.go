package record

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/news"
)

// What a story is known by. Two versions are of one story where the strongest
// name that both have is the same: the source's own name for it, the address,
// title and day, or nearly all of the words. Beyond that the later one may say
// that it takes the place of the earlier one. None of it depends on which came
// first.

// leadsWithin is how far apart the leads of one slug are sent: a slug is used
// again another day.
const leadsWithin = 36 * time.Hour

// Same reports whether two texts are versions of one story.
func Same(a, b *news.Story) bool {
	own := SourceKey(a.Source) == SourceKey(b.Source)
	if own && (replaces(a, b) || replaces(b, a) || leads(a, b)) {
		return true
	}
	if own && a.Envelope.GUID != "" && b.Envelope.GUID != "" {
		return a.Envelope.GUID == b.Envelope.GUID
	}
	like := func(least float64) bool {
		x, y := Sign(a.Text), Sign(b.Text)
		return x.Similar(&y) >= least
	}
	title := titleKey(a.Headline)
	titled := title != "" && title == titleKey(b.Headline)
	if at := addressOf(a); at != "" && addressOf(b) != "" {
		return at == addressOf(b) && (titled || a.Headline != "" && a.Headline == b.Headline || like(UpdateAt))
	}
	sameDay := a.Day() == b.Day() && a.Day().Whole()
	switch {
	case !own || a.Source == "":
		return false
	case nameless(a) && nameless(b):
		return titled && sameDay || a.Day() == b.Day() && like(VersionAt)
	}
	return titled && sameDay && like(CopyAt)
}

// nameless reports whether a story has neither a name of its source nor an
// address.
func nameless(s *news.Story) bool { return s.Envelope.GUID == "" && addressOf(s) == "" }

// replaces reports whether a says that it takes the place of b.
func replaces(a, b *news.Story) bool {
	return b.Envelope.GUID != "" && !IsNotice(a) && slices.Contains(a.Envelope.Replaces, b.Envelope.GUID)
}

// leads reports whether one text is a lead of the other, an update of the same
// slug: BC-Port Talks, 1st Ld after BC-Port Talks.
func leads(a, b *news.Story) bool {
	slug := SlugKey(a.Envelope.Slug)
	if slug == "" || slug != SlugKey(b.Envelope.Slug) || IsNotice(a) || IsNotice(b) {
		return false
	}
	x, y := a.Envelope.Signal, b.Envelope.Signal
	if x != news.SignalUpdate && y != news.SignalUpdate || x == news.SignalTake || y == news.SignalTake {
		return false
	}
	s, t := sent(a), sent(b)
	return !s.IsZero() && !t.IsZero() && s.Sub(t).Abs() <= leadsWithin
}

// sent returns when a version was sent as its source has it; zero where it
// does not say.
func sent(s *news.Story) time.Time {
	switch {
	case !s.Envelope.Updated.IsZero():
		return s.Envelope.Updated
	case !s.Issued.IsZero():
		return s.Issued
	case s.Day().Whole():
		return s.Day().Time()
	}
	return time.Time{}
}

// Names returns the names under which a store keeps a version, so that others
// of its story, and notices that mean it, find it. Each is a kind and what
// tells it from others of the kind.
func Names(e *Entry) []string {
	if id := e.Version.Notice; id != "" {
		return []string{EffectName(id)} // its words are another version's
	}
	s := &e.Story
	out := ownNames(s)
	for _, guid := range s.Envelope.Replaces {
		out = append(out, name("for", SourceKey(s.Source), guid))
	}
	for _, source := range [...]string{SourceKey(s.Source), ""} { // a notice may not say who sends it
		if n := numberOf(s.Envelope.GUID); n != "" {
			out = append(out, name("number", source, n))
		}
		if slug := SlugKey(s.Envelope.Slug); slug != "" {
			out = append(out, name("slug", source, slug))
		}
	}
	if IsNotice(s) {
		out = append(out, noticeName(s.Source, calendar.Of(when(e))))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ownNames returns what a story itself is called.
func ownNames(s *news.Story) []string {
	var out []string
	if s.Envelope.GUID != "" {
		out = append(out, name("guid", SourceKey(s.Source), s.Envelope.GUID))
	}
	if at := addressOf(s); at != "" {
		out = append(out, name("address", at))
	}
	if t := titleKey(s.Headline); t != "" && s.Day().Whole() && s.Source != "" {
		out = append(out, name("title", SourceKey(s.Source), s.Day().String(), t))
	}
	return out
}

// lookups returns the names by which versions are sought that may be of a
// story.
func lookups(s *news.Story) []string {
	out := ownNames(s)
	source := SourceKey(s.Source)
	if s.Envelope.GUID != "" {
		out = append(out, name("for", source, s.Envelope.GUID))
	}
	for _, guid := range s.Envelope.Replaces {
		out = append(out, name("guid", source, guid))
	}
	if slug := SlugKey(s.Envelope.Slug); slug != "" {
		out = append(out, name("slug", source, slug))
	}
	return out
}

// name joins the parts of a name.
func name(parts ...string) string { return strings.Join(parts, "\x1f") }

// SourceKey folds a source's name.
func SourceKey(source string) string { return strings.ToLower(strings.TrimSpace(source)) }

// addressOf returns the address under which a story is known, without what only
// tracks readers where who took it in left that out; "" for none.
func addressOf(s *news.Story) string {
	if s.Envelope.Canonical != "" {
		return s.Envelope.Canonical
	}
	return s.URL
}

// titleKey folds a title to its words; "" for one of less than three, which
// many stories of a day share.
func titleKey(title string) string {
	words := plainWords(title)
	if len(words) < 3 {
		return ""
	}
	return strings.Join(words, " ")
}

// SlugKey folds a slug to the words that all versions of its story share: no
// cycle before it (BC-), no lead or take behind it; "" for none. Keywords
// between slashes name a matter and not a story: Norway/Ports/.
func SlugKey(slug string) string {
	if strings.Count(slug, "/") > 1 {
		return ""
	}
	slug, _, _ = strings.Cut(slug, ",")
	slug, _, _ = strings.Cut(slug, "(")
	if cycle, rest, ok := strings.Cut(slug, "-"); ok && len(cycle) == 2 && strings.ToUpper(cycle) == cycle && cycle != "UN" && cycle != "EU" {
		slug = rest
	}
	var kept []string
	for _, w := range plainWords(slug) {
		if news.SignalOf(w) == news.SignalNone {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// plainWords returns the words and figures of s in small letters.
func plainWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// when returns when a version came to be: what the desk wrote when it was
// stored, what follows from a notice when that was sent, else when its source
// sent it, and never later than it came in.
func when(e *Entry) time.Time {
	v := &e.Version
	at := sent(&e.Story)
	switch {
	case v.By != "":
		return v.Received
	case !v.Effective.IsZero():
		at = v.Effective
	}
	if at.IsZero() || !v.Received.IsZero() && at.After(v.Received) {
		return v.Received
	}
	return at
}

// Order sorts the versions of a story from the first to the one that stands,
// and sets their numbers, what each follows, and which change it is. Later
// goes by when it was sent, except that a source's own numbers go before; of
// what was sent at one moment what came in later is later. So a version that
// comes in late takes its place below those that followed it. What a notice
// made has the words of the version before it.
func Order(vs []*Entry) {
	at := make(map[*Entry]time.Time, len(vs))
	for _, v := range vs {
		at[v] = when(v)
		for _, o := range vs { // not before an earlier number of the same name
			if numberedBefore(o, v) && when(o).After(at[v]) {
				at[v] = when(o)
			}
		}
	}
	slices.SortStableFunc(vs, func(a, b *Entry) int {
		return cmp.Or(at[a].Compare(at[b]), strings.Compare(a.Version.Notice, b.Version.Notice), cmp.Compare(a.Story.Envelope.Version, b.Story.Envelope.Version),
			a.Version.Received.Compare(b.Version.Received), cmp.Compare(a.Version.N, b.Version.N), cmp.Compare(a.Story.ID, b.Story.ID))
	})
	if first := slices.IndexFunc(vs, func(v *Entry) bool { return v.Version.Notice == "" }); first > 0 { // no notice comes of nothing
		v := vs[first]
		copy(vs[1:first+1], vs[:first])
		vs[0] = v
	}
	for i, v := range vs {
		if v.Version.Notice != "" && i > 0 {
			v.Story = vs[i-1].Story
		}
		v.Version.N, v.Version.Kind, v.Version.Supersedes = i+1, kindAt(v, i), ""
		if i > 0 {
			v.Version.Supersedes = vs[i-1].Story.ID
		}
	}
}

// numberedBefore reports whether a source numbers one of its versions of a name
// before another.
func numberedBefore(a, b *Entry) bool {
	x, y := &a.Story.Envelope, &b.Story.Envelope
	own := a.Version.By == "" && b.Version.By == "" && a.Version.Notice == "" && b.Version.Notice == ""
	return own && x.GUID != "" && x.GUID == y.GUID && x.Version < y.Version
}

// kindAt returns which change a version is that has i before it.
func kindAt(e *Entry, i int) news.Change {
	k := e.Version.Kind
	plain := k == "" || k == news.Original || k == news.Update
	if !plain && k != news.Kill && k != news.Correction || e.Version.By != "" || e.Version.Notice != "" {
		return cmp.Or(k, news.Update)
	}
	switch signal := e.Story.Envelope.Signal; {
	case signal == news.SignalKill && (i > 0 || isCancelled(&e.Story)):
		return news.Kill
	case signal == news.SignalCorrection && i > 0:
		return news.Correction
	case signal == news.SignalKill, signal == news.SignalCorrection, plain:
		if i == 0 {
			return news.Original
		}
		return news.Update
	}
	return k
}

// isCancelled reports whether a story is itself what its source takes back,
// by a field of its format, and not a message about another one.
func isCancelled(s *news.Story) bool {
	return s.Envelope.Signal == news.SignalKill && s.Envelope.GUID != "" && len(s.Envelope.Replaces) == 0 && !speaksOfKill(s)
}
