package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// TopicName gives a PLOVER context as words: human_rights is "human rights".
func TopicName(s string) string { return upperFirst(strings.ReplaceAll(s, "_", " ")) }

// TypeName gives an event type in words that need no codebook.
func TypeName(s string) string {
	for _, t := range typeNames {
		if t[0] == s {
			return t[1]
		}
	}
	return s
}

// typeNames holds the types of the ontology and what each means; never
// changed.
var typeNames = [...][2]string{
	{"AGREE", "Agreements and promises"},
	{"CONSULT", "Meetings, talks, visits"},
	{"SUPPORT", "Support, signings"},
	{"CONCEDE", "Concessions"},
	{"COOPERATE", "Cooperation"},
	{"AID", "Aid"},
	{"RETREAT", "Withdrawals, releases"},
	{"REQUEST", "Requests and demands"},
	{"ACCUSE", "Criticism, charges"},
	{"REJECT", "Refusals"},
	{"THREATEN", "Threats and warnings"},
	{"PROTEST", "Protests, strikes"},
	{"SANCTION", "Sanctions, broken ties"},
	{"MOBILIZE", "Shows of force"},
	{"COERCE", "Arrests, bans, seizures"},
	{"ASSAULT", "Attacks"},
	{"STATE", "Statements"},
}

// SortOptions orders by label, as people look names up.
func SortOptions(os []Option) {
	slices.SortFunc(os, func(a, b Option) int { return cmp.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)) })
}

// Sentence gives s with a capital and a full stop.
func Sentence(s string) string {
	s = upperFirst(s)
	if s != "" && !strings.HasSuffix(s, ".") && !unicode.IsPunct(rune(s[len(s)-1])) {
		s += "."
	}
	return s
}
