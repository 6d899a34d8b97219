package page

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// input is a field of the desk's forms: its name, what it is called where it
// comes back by itself, and how many characters it takes. A field without a
// label was set by the page and not typed.
type input struct {
	name, label string
	most        int
}

// inputs are the fields that people type in, and those set by pages that take
// more than mostOther. The texts of whole stories have no bound here: they have
// the setting limit.story, whose message says how to raise it.
func inputs() []input {
	return []input{
		{"text", "Text or address", 0},
		{"date", "Day", 40},
		{"notice", "Notice", 500},
		{"section", "Section", 100},
		{"headline", "Headline", 300},
		{"deck", "Deck", 500},
		{"place", "Filed from", 80},
		{"day", "Day", 40},
		{"agency", "Agency", 80},
		{"embargo", "Kept back until", 40},
		{"byline", "Byline", 200},
		{"body", "Body", 0},
		{"words", "Words of the story", 2000},
		{"note", "Why", 500},
		{"by", "Who says so", 80},
		{"a", "One", 300},
		{"b", "The other", 300},
		{"country", "Country", 80},
		{"stories", "Stories", 1000},
		{"name", "Name", 100},
		{"q", "Search", 1000},
		{"address", "Address", 2000},
		{"rules", "Rules", 20000},
		{"secret", "Setting that gives access", 100},
		{"back", "", 2000},
	}
}

// mostSlot is how many characters a slot of a fact takes, and mostOther how many
// a field of which nothing else is said.
const (
	mostSlot  = 500
	mostOther = 300
)

func inputOf(name string) input {
	all := inputs()
	if i := slices.IndexFunc(all, func(x input) bool { return x.name == name }); i >= 0 {
		return all[i]
	}
	if slot, ok := strings.CutPrefix(name, "slot."); ok {
		return input{name, Sentence(strings.ReplaceAll(slot, "_", " ")), mostSlot}
	}
	return input{name, "", mostOther}
}

// Most returns how many characters a field of a form takes; 0 where it is bounded
// by a setting.
func Most(name string) int { return inputOf(name).most }

// TooLong says which fields of a form hold more than they may: what browsers
// are told by the page, programs are told here.
func TooLong(form url.Values) (problems []string) {
	for _, name := range fieldsOf(form) {
		in := inputOf(name)
		for _, v := range form[name] {
			if n := utf8.RuneCountInString(v); in.most > 0 && n > in.most {
				problems = append(problems, fmt.Sprintf("The field %q has %d characters; %d is the most.", called(name), n, in.most))
			}
		}
	}
	return problems
}

// called returns the name of a field as a message has it: a name that somebody
// made up may be of any length.
func called(name string) string {
	if r := []rune(name); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return name
}

// Typed is a field of a form that could not be taken, for its words to come
// back.
type Typed struct {
	Name, Label, Value string
	Most               int
	Long               bool // it takes more than a line
}

// TypedOf returns the fields of a form that comes back by itself; none where
// nobody typed anything into it.
func TypedOf(form url.Values) []Typed {
	var out []Typed
	some := false
	for _, name := range fieldsOf(form) {
		in := inputOf(name)
		for _, v := range form[name] {
			some = some || in.label != "" && v != ""
			out = append(out, Typed{name, in.label, v, in.most, in.most == 0 || in.most > 500 || strings.Contains(v, "\n")})
		}
	}
	if !some {
		return nil
	}
	return out
}

// fieldsOf returns the names of a form's fields as the desk's forms order them,
// those that it does not know last.
func fieldsOf(form url.Values) []string {
	all := inputs()
	place := func(name string) int {
		if i := slices.IndexFunc(all, func(x input) bool { return x.name == name }); i >= 0 {
			return i
		}
		return len(all)
	}
	names := make([]string, 0, len(form))
	for name := range form {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := place(a) - place(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return names
}
