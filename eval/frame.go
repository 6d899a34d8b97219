package eval

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
	"github.com/datelinewire/dateline/text"
)

// Frame returns a line for the verb frames (read/event/frames) by which a
// reader would find what a person said an event is, for somebody to look at:
// the word that governs its words, with the type that they were given. It
// reports whether there is one: judgements that add nothing to what can be
// read, and words without a verb, noun or adjective, have none. d is the
// document of the lesson's text, with its trees.
func Frame(x *service.Lesson, d *text.Document) (string, bool) {
	c := x.Claim
	if x.Kind != record.EventFact || c == nil || x.Action == record.Reject || x.Action == record.Accept {
		return "", false
	}
	if x.Action == record.Correct && (c.Was == nil || c.Was.Type == c.Type && c.Was.Mode == c.Mode) {
		return "", false // the word was known, a slot was not
	}
	t, known := ontology.Parse(c.Type)
	at := strings.Index(d.Text, x.Words)
	i := governor(d, at, at+len(x.Words))
	if at < 0 || i < 0 || !known {
		return "", false
	}
	pos := partOf(d.Tokens[i].Pos)
	return strings.Join([]string{c.Type, cmp.Or(c.Mode, "-"), cmp.Or(t.Cameo(), "-"), pos, cmp.Or(slotsOf(d, i, len(c.To) > 0), "-"), strings.ReplaceAll(d.Tokens[i].Lemma, " ", "_")}, "\t"), true
}

// partOf returns the letter by which frames name a part of speech, "" for one
// that carries no event.
func partOf(p text.Pos) string {
	switch p {
	case text.VERB:
		return "v"
	case text.NOUN:
		return "n"
	case text.ADJ:
		return "a"
	}
	return ""
}

// governor returns the first token between two bytes that carries an event and
// whose own governor stands outside; -1 for none.
func governor(d *text.Document, start, end int) int {
	inside := func(i int) bool {
		return i >= 0 && int(d.Tokens[i].Start) >= start && int(d.Tokens[i].End) <= end
	}
	for i := range d.Tokens {
		if inside(i) && !inside(int(d.Tokens[i].Head)) && partOf(d.Tokens[i].Pos) != "" {
			return i
		}
	}
	return -1
}

// slotsOf returns how the word governs the other side: its object, or a
// preposition.
func slotsOf(d *text.Document, verb int, other bool) string {
	if !other {
		return ""
	}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		switch {
		case int(t.Head) == verb && t.Dep == text.DepObj:
			return "obj=R"
		case t.Dep == text.DepCase && t.Head >= 0 && int(d.Tokens[t.Head].Head) == verb:
			return fmt.Sprintf("%s=R", t.Lemma)
		}
	}
	return ""
}
