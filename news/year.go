package news

import (
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/text"
)

const (
	// horizon is how many years around the only bound are weighed.
	horizon = 5
	// longSentence is from how many tokens on a sentence is a list or a table
	// and its years are no evidence; it also keeps the reading linear.
	longSentence = 150
	// evidenceBytes is up to where evidence is looked for.
	evidenceBytes = 1 << 17
)

// resolveYear fills the year of a dateline's day: from the day given by the
// caller or feed, from the text where it is complete there, else from what
// the text says of other years. Where that does not decide, the date is left
// open.
func (s *Story) resolveYear(day calendar.Day) {
	d := s.Dateline
	switch {
	case day.Year != 0:
		d.Date, d.Basis = day, InText
	case s.Published.Whole() && day.IsZero():
		d.Date, d.Basis = s.Published, Given
	case s.Published.Whole():
		if near := nearest(day, s.Published); near.Whole() {
			d.Date, d.Basis = near, Given
		}
	case day.IsZero():
	default:
		e := gather(s, day)
		if y, at := e.decide(); y != 0 {
			day.Year = int16(y)
			d.Date, d.Basis, d.Evidence = day, Inferred, at
		}
	}
}

// nearest returns the day with day's month and day of month that lies nearest
// to given.
func nearest(day, given calendar.Day) calendar.Day {
	best := calendar.Day{}
	for y := given.Year - 1; y <= given.Year+1; y++ {
		c := day
		c.Year = y
		if c.Last(); !exists(c) {
			continue
		}
		if best.IsZero() || abs(c.Sub(given)) < abs(best.Sub(given)) {
			best = c
		}
	}
	return best
}

// exists reports whether the calendar has the day (29 February has few years).
func exists(d calendar.Day) bool {
	return calendar.Date(int(d.Year), int(d.Month), int(d.DayOfMonth)) == d
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// mention is a year that the text names.
type mention struct {
	day  calendar.Day // as precise as the text has it
	at   text.Span
	lean int // -1 the text tells it as past, 1 as future, 0 not clear
}

// named is a weekday that the text names without a date.
type named struct {
	weekday time.Weekday
	at      text.Span
	past    bool
}

// evidence is what a text says of its own year.
type evidence struct {
	day      calendar.Day // month and day of month of the dateline
	years    []mention
	weekdays []named
	sure     *mention // a whole date within days of the dateline's, or a copyright line
}

// gather reads the evidence in the story's parts.
func gather(s *Story, day calendar.Day) *evidence {
	e := &evidence{day: day}
	parts := s.Parts
	for i := range parts {
		if parts[i].End > evidenceBytes {
			parts = parts[:i]
			break
		}
	}
	doc := text.New(s.Text, parts)
	for i := range doc.Sentences {
		sen := &doc.Sentences[i]
		if sen.Last-sen.First > longSentence || s.Dateline.Contains(text.Span{Start: sen.Start, End: sen.Start + 1}) {
			continue
		}
		e.sentence(doc, sen, doc.Paragraphs[sen.Paragraph].Kind, len(e.weekdays) == 0)
	}
	return e
}

// sentence reads the years and weekdays of one sentence.
func (e *evidence) sentence(d *text.Document, s *text.Sentence, kind text.Kind, lede bool) {
	for k := int(s.First); k < int(s.Last); k++ {
		w := d.Form(k)
		if wd, ok := table().weekday[fold(w)]; ok && len(w) > 5 && lede && kind == text.Body {
			e.weekday(d, s, k, time.Weekday(wd))
			continue
		}
		if len(w) != 4 || (w[0] != '1' && w[0] != '2') || d.Tokens[k].Flags&(text.Digits|text.Word) != text.Digits {
			continue
		}
		y := 0
		for _, c := range []byte(w) {
			if c < '0' || c > '9' {
				y = 0
				break
			}
			y = 10*y + int(c-'0')
		}
		if y >= 1900 && y < 2100 {
			e.year(d, s, k, y, kind)
		}
	}
}

// year keeps the year y at token k with the month and day before it.
func (e *evidence) year(d *text.Document, s *text.Sentence, k, y int, kind text.Kind) {
	m := mention{day: calendar.Day{Year: int16(y)}, at: d.SpanOf(k, k+1)}
	first := k
	j := k - 1
	if j > int(s.First) && d.Form(j) == "," {
		j--
	}
	n := dayNumber(d, j)
	if n > 0 {
		j--
	}
	if j >= int(s.First) {
		month, ok := table().month[fold(strings.TrimSuffix(d.Form(j), "."))]
		if ok {
			if n == 0 {
				if n = dayNumber(d, j-1); n > 0 && j-1 >= int(s.First) {
					first = j - 1
				} else {
					first, n = j, 0
				}
			} else {
				first = j
			}
			m.day.Month, m.day.DayOfMonth = uint8(month), uint8(n)
			m.at = d.SpanOf(first, k+1)
		}
	}
	if m.day.Month == 0 && !introduced(d, s, k) && kind != text.Boilerplate {
		return // a figure, not a year
	}
	m.lean = lean(d, s, first)
	if m.day.Whole() && abs(m.day.Sub(e.inYear(y))) <= 10 && (kind != text.Body || m.lean <= 0 || m.day.Sub(e.inYear(y)) > 0) {
		e.sure = &m
	}
	if kind == text.Boilerplate && strings.ContainsAny(d.Slice(s.Span), "©") {
		e.sure = &m
	}
	e.years = append(e.years, m)
}

func (e *evidence) inYear(y int) calendar.Day {
	return calendar.Date(y, int(e.day.Month), int(e.day.DayOfMonth))
}

func dayNumber(d *text.Document, k int) int {
	if k < 0 {
		return 0
	}
	n := 0
	for _, c := range []byte(strings.TrimRight(d.Form(k), "stndrh")) {
		if c < '0' || c > '9' {
			return 0
		}
		n = 10*n + int(c-'0')
	}
	if n > 31 {
		return 0
	}
	return n
}

// introduced reports whether a word stands before token k that comes before
// years: in 2011, since 2004, of 2009.
func introduced(d *text.Document, s *text.Sentence, k int) bool {
	if k == int(s.First) {
		return true
	}
	return table().beforeYear.Has(fold(d.Form(k - 1)))
}

// lean reports whether the sentence tells the year at token k as past or as
// future. A past verb near before it decides, unless a word that looks ahead
// stands between or right before.
func lean(d *text.Document, s *text.Sentence, k int) int {
	t := table()
	ahead := false
	for j := k - 1; j >= int(s.First); j-- {
		w := fold(d.Form(j))
		near := k-j <= 8
		switch {
		case w == "since":
			return -1
		case w == "by" && k-j == 1, w == "until" && k-j <= 2, w == "will", w == "shall", w == "would", w == "before" && k-j <= 2:
			return 1
		case t.future.Has(w) && w != "from" && w != "by" && w != "before" && w != "next":
			ahead = true
		case near && !ahead && isPast(w):
			if j > int(s.First) && looksAhead(d, s, j) {
				return 1
			}
			return -1
		}
	}
	if ahead {
		return 1
	}
	for j := k; j < int(s.Last); j++ {
		switch w := fold(d.Form(j)); {
		case w == "will" || w == "would":
			return 1
		case isPast(w) && j-k <= 12:
			return -1
		}
	}
	return 0
}

// looksAhead reports whether the participle at token j is in the future: to be
// opened, will be signed, expected to be ratified, planned.
func looksAhead(d *text.Document, s *text.Sentence, j int) bool {
	for i := j; i >= int(s.First) && i > j-4; i-- {
		if table().ahead.Has(fold(d.Form(i))) {
			return true
		}
	}
	return false
}

// isPast reports whether a folded word looks like the past form of a verb.
func isPast(w string) bool {
	t := table()
	return t.past.Has(w) || (len(w) > 4 && strings.HasSuffix(w, "ed") && !t.notPast.Has(w))
}

// weekday keeps a weekday that names a day near the dateline's.
func (e *evidence) weekday(d *text.Document, s *text.Sentence, k int, wd time.Weekday) {
	if k > int(s.First) && table().notNear.Has(fold(d.Form(k-1))) {
		return
	}
	if k+1 < int(s.Last) { // Saturday 11 November has a date
		if _, month := table().month[fold(d.Form(k+1))]; month || dayNumber(d, k+1) > 0 {
			return
		}
	}
	n := named{weekday: wd, at: d.SpanOf(k, k+1)}
	for j := int(s.First); j < int(s.Last); j++ {
		w := fold(d.Form(j))
		if w == "will" || w == "to" && j+1 < int(s.Last) && j < k && !isPastBefore(d, s, k) {
			n.past = false
			break
		}
		if isPast(w) {
			n.past = true
		}
	}
	if isPastNear(d, s, k) {
		n.past = true
	}
	e.weekdays = append(e.weekdays, n)
}

// isPastNear reports whether a past verb stands within three words of token k:
// said on Tuesday, on Tuesday reopened.
func isPastNear(d *text.Document, s *text.Sentence, k int) bool {
	for j := max(int(s.First), k-3); j < min(int(s.Last), k+2); j++ {
		if isPast(fold(d.Form(j))) {
			return true
		}
	}
	return false
}

func isPastBefore(d *text.Document, s *text.Sentence, k int) bool {
	for j := int(s.First); j < k; j++ {
		if isPast(fold(d.Form(j))) {
			return true
		}
	}
	return false
}
