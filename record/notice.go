package record

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// A notice is a message to editors that means another story: it kills or
// corrects it, holds it or says something of it. It names that story by the
// number of its message, by its slug, or in words.

const (
	// noticeWords is how many words a notice has at most: what is longer is a
	// story.
	noticeWords = 250
	// noticeWithin is for how long behind a story a notice can mean it by a
	// number or a slug, which are given again on other days.
	noticeWithin = 48 * time.Hour
	// titleShare is the least share of the words of a story's headline that a
	// notice must have to mean it by words, and titleLead how much more than of
	// any other.
	titleShare, titleLead = 0.75, 0.15
)

// IsNotice reports whether a story is a notice that means another one.
func IsNotice(s *news.Story) bool {
	switch s.Envelope.Signal {
	case news.SignalKill, news.SignalCorrection, news.SignalAdvisory, news.SignalHold:
	default:
		return false
	}
	if isCancelled(s) || len(s.Text) > 16*noticeWords || len(strings.Fields(s.Text)) > noticeWords {
		return false
	}
	return s.Dateline == nil || s.Dateline.Len() == 0
}

// speaksOfKill reports whether the words of a story, and not only a field of
// its format, say that something is to be killed.
func speaksOfKill(s *news.Story) bool {
	if news.SignalOf(firstWord(s.Headline)) == news.SignalKill || news.SignalIn(s.Headline) == news.SignalKill || news.SignalIn(s.Envelope.Slug) == news.SignalKill {
		return true
	}
	for i, p := range s.Parts {
		if i < 4 && p.Kind != text.Headline && int(p.End) <= len(s.Text) && news.SignalIn(Cut(s.Text[p.Start:p.End], 120)) == news.SignalKill {
			return true
		}
	}
	return false
}

func firstWord(s string) string {
	if words := strings.Fields(s); len(words) > 0 {
		return words[0]
	}
	return ""
}

func noticeName(source string, day calendar.Day) string {
	return name("notice", SourceKey(source), day.String())
}

var (
	// messageNumber is a GUID made of the number of a message and its day.
	messageNumber = regexp.MustCompile(`^[A-Za-z]{0,5}([0-9]{3,5})(?:/[0-9]{8})?$`)
	// cited is a number of a message as a notice names it: dpa0123, a0456.
	cited = regexp.MustCompile(`\b[a-z]{1,5}-?([0-9]{3,5})\b`)
	// bare is such a number without its service.
	bare = regexp.MustCompile(`\b[0-9]{3,5}\b`)
	// slugged is what stands behind a word that announces a slug.
	slugEnd = regexp.MustCompile(`[.;:"”]|, (?:moved|sent|which|that|filed|issued)|\n| (?:moved|sent|filed|issued|about|of|from|on|has|was|is) `)
)

// numberOf returns the number of the message that a GUID is made of; "" for
// another GUID.
func numberOf(guid string) string {
	if m := messageNumber.FindStringSubmatch(guid); m != nil {
		return m[1]
	}
	return ""
}

// citations are what a notice names.
type citations struct {
	guids, numbers, slugs []string
}

// cites returns what a notice names: its field for that, numbers of messages,
// its own slug, and what it calls a slug.
func cites(s *news.Story) citations {
	var c citations
	for _, r := range s.Envelope.Replaces {
		switch m := cited.FindStringSubmatch(r); {
		case m != nil && m[0] == r:
			c.numbers = append(c.numbers, m[1])
		case bare.FindString(r) == r:
			c.numbers = append(c.numbers, r)
		default:
			c.guids = append(c.guids, r)
			c.slugs = append(c.slugs, SlugKey(r))
		}
	}
	c.slugs = append(c.slugs, SlugKey(s.Envelope.Slug))
	for line := range strings.Lines(s.Text) {
		for _, m := range cited.FindAllStringSubmatch(line, 20) {
			c.numbers = append(c.numbers, m[1])
		}
		c.numbers = append(c.numbers, bareNumbers(line)...)
	}
	for _, slug := range news.Slugged(s.Text) {
		if end := slugEnd.FindStringIndex(slug); end != nil {
			slug = slug[:end[0]]
		}
		c.slugs = append(c.slugs, SlugKey(slug))
	}
	own := numberOf(s.Envelope.GUID)
	if top, _, _ := strings.Cut(s.Text, "\n"); own == "" && cited.FindString(top) == top { // of a message without a day
		own = numberOf(top)
	}
	c.numbers = slices.DeleteFunc(c.numbers, func(n string) bool { return n == own })
	c.slugs = slices.DeleteFunc(c.slugs, func(s string) bool { return s == "" })
	if len(c.numbers) > 0 {
		c.slugs = nil // a number is one story's, a slug may be several's
	}
	return c
}

// bareNumbers returns the numbers of messages in a line that stand without their
// service: all of a line that is nothing else, and those close behind a word
// that says what is done: Kill 0123 and 0124.
func bareNumbers(line string) []string {
	var out []string
	words, near := strings.Fields(line), 0
	alone := strings.Trim(bare.ReplaceAllString(line, ""), " \t\n,;./-&+") == ""
	for _, w := range words {
		w = strings.Trim(w, ".,;:()")
		switch {
		case news.SignalOf(w) != news.SignalNone:
			near = 4
		case bare.FindString(w) == w && w != "" && (alone || near > 0):
			out = append(out, w)
			near = 4
		default:
			near--
		}
	}
	return out
}

// names returns the names of stories that are cited.
func (c *citations) names(source string) []string {
	var out []string
	source = SourceKey(source)
	for _, g := range c.guids {
		out = append(out, name("guid", source, g))
	}
	for _, n := range c.numbers {
		out = append(out, name("number", source, n))
	}
	for _, s := range c.slugs {
		out = append(out, name("slug", source, s))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// means reports whether a notice names a version in one of the names under
// which that is kept, and was sent behind it soon enough.
func (c *citations) means(notice, e *Entry) bool {
	if from := SourceKey(notice.Story.Source); from != "" && from != SourceKey(e.Story.Source) || IsNotice(&e.Story) || e.Version.Notice != "" {
		return false
	}
	s := &e.Story
	if s.Envelope.GUID != "" && slices.Contains(c.guids, s.Envelope.GUID) {
		return true
	}
	if !follows(notice, e) {
		return false
	}
	if n := numberOf(s.Envelope.GUID); n != "" && slices.Contains(c.numbers, n) {
		return true
	}
	slug := SlugKey(s.Envelope.Slug)
	return slug != "" && slices.Contains(c.slugs, slug)
}

// follows reports whether a notice was sent behind a version, and soon enough
// to mean it. Clocks differ by an hour, and of some messages only the day is
// known.
func follows(notice, e *Entry) bool {
	behind, least := when(notice).Sub(when(e)), -time.Hour
	if notice.Story.Envelope.Updated.IsZero() && notice.Story.Issued.IsZero() {
		least = -24 * time.Hour
	}
	return least <= behind && behind <= noticeWithin
}

// wordsMeant returns the share of a headline's words that a notice has, 0 for
// a headline that is too short to tell or for what the notice cannot mean.
func wordsMeant(notice, e *Entry) float64 {
	if IsNotice(&e.Story) || SourceKey(notice.Story.Source) != SourceKey(e.Story.Source) || !follows(notice, e) {
		return 0
	}
	have := map[string]bool{}
	for _, w := range plainWords(notice.Story.Text) {
		have[w] = true
	}
	all, both := 0, 0
	for _, w := range plainWords(e.Story.Headline) {
		if len(w) < 4 {
			continue
		}
		all++
		if have[w] {
			both++
		}
	}
	if all < 3 {
		return 0
	}
	return float64(both) / float64(all)
}

// effectOf returns the version that a notice makes of the story whose latest
// version is head: the same words, with what the notice says of them.
func effectOf(notice, head *Entry) Entry {
	out := Entry{Story: head.Story}
	v := &out.Version
	v.StoryID, v.Notice, v.Effective, v.Received = head.Version.StoryID, notice.Story.ID, when(notice), notice.Version.Received
	if head.Version.Received.After(v.Received) {
		v.Received = head.Version.Received
	}
	switch notice.Story.Envelope.Signal {
	case news.SignalKill:
		v.Kind = news.Kill
	case news.SignalCorrection:
		v.Kind = news.Correction
	default:
		v.Kind = news.Update
	}
	v.Note = noticeNote(&notice.Story)
	return out
}

// noticeNote returns the words of a notice for those who see the story: its
// kind, and what it says to editors, else all of it.
func noticeNote(s *news.Story) string {
	words := s.Envelope.Note
	if words == "" {
		words = s.Text
	}
	return Cut(strings.ToUpper(string(s.Envelope.Signal))+": "+strings.Join(strings.Fields(words), " "), 600)
}
