package say

import (
	"strings"
)

// Pledge is a promise in the words of its story.
type Pledge struct {
	By   []string // names of those who made it
	Made string   // the words from the one that promises up to What, as "promised on Friday to"; "" where What stands first
	What string
	Told string // what the act that is promised is told as: see Event; may be ""
}

// Promise returns a promise as a sentence: Oman promised on Friday to pay half.
func Promise(p Pledge) string {
	by, made, what := List(p.By), strings.Join(strings.Fields(p.Made), " "), strings.Join(strings.Fields(p.What), " ")
	verb, _, _ := strings.Cut(made, " ")
	if at := strings.Index(what, by); at > 0 && strings.ToLower(what[:1]) == what[:1] {
		what = what[at:] // the words before the one who promises belong to another phrase: in return
	}
	switch {
	case by == "":
		by = "somebody"
	case made == "" && p.Told != "" && !pronoun(p.Told):
		return Capital(p.Told)
	case made == "" && !pronoun(what):
		return Capital(what)
	}
	switch {
	case made == "":
		return Capital(by) + ": " + what
	case strings.Contains(made, by): // obliges him to
		return Capital(by) + " must " + what
	case strings.HasSuffix(verb, "ken"): // undertaken: its have was said before it
		return Capital(by) + " has " + made + " " + what
	case !strings.HasSuffix(verb, "s") && !past(verb) && len(p.By) < 2, strings.HasSuffix(made, " of"): // a promise of
		return Capital(by) + " promised " + what
	}
	return Capital(by) + " " + made + " " + what
}

// past reports whether a verb that promises is in the past: promised, said, took.
func past(verb string) bool {
	return strings.HasSuffix(verb, "d") || strings.HasSuffix(verb, "ook") || strings.HasSuffix(verb, "ore") || strings.HasSuffix(verb, "ave")
}

// pronoun reports whether words begin with one that stands for somebody named
// before: short, and with a capital only because the sentence begins with it.
func pronoun(words string) bool {
	first, rest, _ := strings.Cut(words, " ")
	if Determiner(first) {
		return false
	}
	next, _, _ := strings.Cut(rest, " ")
	return len(first) <= 4 && strings.ToLower(first) != first && strings.ToLower(next) == next && !strings.ContainsAny(first, "0123456789")
}

// Determiner reports whether a word only opens a noun phrase.
func Determiner(word string) bool {
	switch strings.ToLower(word) { // Grammar: the articles, and what counts nothing
	case "the", "a", "an":
		return true
	}
	return false
}
