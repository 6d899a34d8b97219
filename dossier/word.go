package dossier

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/say"
)

// Word returns how a line stands, in a word or two: what became of a plan where
// that is known, else what the text asserts.
func (x *Line) Word() string {
	switch x.State {
	case link.Postponed:
		return "put off"
	case link.Cancelled:
		return "called off"
	case link.Held, link.Moved, link.Unconfirmed:
		return string(x.State)
	}
	return say.Status(x.Status)
}

// Whole returns a line's text with the place where the text does not name it.
func (x *Line) Whole() string {
	out := say.Capital(x.Text)
	if x.Place != "" && !strings.Contains(x.Text, x.Place) {
		out += ", in " + x.Place
	}
	return out
}

// When returns a line's days in words; "told" is before them where they are those
// of the story alone.
func (x *Line) When() string {
	if !x.Dated {
		return "told " + say.Days(x.From, x.To)
	}
	return say.Days(x.From, x.To)
}

// Notes returns what stands under a line: who says so, and what became of it.
func (x *Line) Notes() []string {
	var out []string
	switch {
	case x.Desk != "":
		out = append(out, x.Desk)
	case x.Says != "" && say.SaysWho(x.Text, x.Says) != x.Text: // else the line says it already
		out = append(out, say.Says(x.Says))
	}
	if x.Became != "" && x.Turned() {
		out = append(out, x.Became)
	}
	return out
}

// Turned reports whether something became of a line that it is worth saying:
// it was announced, and its day is not simply still to come.
func (x *Line) Turned() bool {
	return x.State != "" && x.State != link.Ahead && x.State != link.Undated
}

// Word returns how a promise stands on a day: 51 days late, in 4 days, kept.
func (x *Promise) Word(today calendar.Day) string {
	switch {
	case x.Due.IsZero():
		return x.State
	case x.State == "overdue":
		return days(today.Sub(x.Due.Last())) + " late"
	case x.State == "open" && x.Due.Last().Before(today):
		return "put off"
	case x.State == "open" && x.Due.Last() == today.Last():
		return "due today"
	case x.State == "open":
		return "in " + days(x.Due.Last().Sub(today))
	}
	return x.State
}

// Whole returns a promise as a line: who promised what, and to whom where that is
// not said already.
func (x *Promise) Whole() string {
	to := slices.DeleteFunc(slices.Clone(x.To), func(name string) bool { return strings.Contains(x.Text, name) })
	if len(to) > 0 {
		return x.Text + ", to " + say.List(to)
	}
	return x.Text
}

// Notes returns what stands under a promise: who at the desk says so, what its
// state follows from, and its earlier days.
func (x *Promise) Notes() []string {
	var out []string
	for _, note := range [...]string{x.Desk, x.Why, x.Slips()} {
		if note != "" {
			out = append(out, note)
		}
	}
	return out
}

// Slips returns the earlier days of a promise in words; "" where it never
// slipped.
func (x *Promise) Slips() string {
	var out []string
	for _, d := range x.Slipped {
		out = append(out, say.Day(d))
	}
	if len(out) == 0 {
		return ""
	}
	return "before that by " + say.List(out)
}

// Name returns what a series is of, as people say it: what is counted, and whose
// it is where that is not the same.
func (x *Series) Name() string {
	name := x.Measure
	if name == "" {
		name = x.Unit
	}
	said := wordsOf(name)
	of := slices.DeleteFunc(slices.Clone(x.Of), func(owner string) bool {
		words := wordsOf(owner)
		return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(said, w) })
	})
	if len(of) > 0 {
		name += ", " + say.List(of)
	}
	return name
}

// wordsOf returns the words of a name in lower case, owners without their 's;
// numbers are none.
func wordsOf(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		if w = strings.Trim(w, "'’"); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func days(n int) string { return strconv.Itoa(n) + " " + plural(n, "day") }
