package source

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/news"
)

// rule says what must or must not stand in a part of an item.
//
//	+title:grain          the word grain stands in the title
//	-section:"sport"      the word sport does not stand in the section
//	-address:/\/video\//  the address does not fit the pattern (RE2)
type rule struct {
	not   bool
	field string
	words []string // folded, one after the other
	re    *regexp.Regexp
	text  string // as it was written
}

// rules are those of one source. Of the rules with + about one part of an
// item one must hold; of those with - none may.
type rules []rule

func newRules(texts []string) (rules, error) {
	var out rules
	for _, s := range texts {
		r, err := newRule(strings.TrimSpace(s))
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func newRule(s string) (rule, error) {
	bad := fmt.Errorf("the rule %q is not one: write +title:WORD, -section:WORD or -address:/PATTERN/", s)
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return rule{}, bad
	}
	field, pattern, ok := strings.Cut(s[1:], ":")
	r := rule{not: s[0] == '-', field: strings.ToLower(strings.TrimSpace(field)), text: s}
	if _, known := part(&news.Story{}, r.field); !ok || !known {
		return rule{}, bad
	}
	pattern = strings.TrimSpace(pattern)
	if inner, ok := strings.CutPrefix(pattern, "/"); ok && len(inner) > 1 && strings.HasSuffix(inner, "/") {
		re, err := regexp.Compile("(?i)" + strings.TrimSuffix(inner, "/"))
		if err != nil {
			return rule{}, fmt.Errorf("the pattern of the rule %q cannot be read: %w", s, err)
		}
		r.re = re
		return r, nil
	}
	if r.words = wordsOf(pattern); len(r.words) == 0 {
		return rule{}, bad
	}
	return r, nil
}

// part returns the part of a story that a rule is about, and reports whether
// there is such a part.
func part(s *news.Story, field string) (string, bool) {
	switch field {
	case "title":
		return s.Headline, true
	case "section":
		return strings.Join(append([]string{s.Section}, s.Envelope.Subjects...), " | "), true
	case "address":
		return s.URL, true
	case "text":
		return s.Text, true
	}
	return "", false
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func (r *rule) fits(s *news.Story) bool {
	text, _ := part(s, r.field)
	if r.re != nil {
		return r.re.MatchString(text)
	}
	words := wordsOf(text)
	for i := 0; i+len(r.words) <= len(words); i++ {
		k := 0
		for k < len(r.words) && words[i+k] == r.words[k] {
			k++
		}
		if k == len(r.words) {
			return true
		}
	}
	return false
}

// against returns why the rules leave a story out; "" where they do not.
func (rs rules) against(s *news.Story) string {
	wanted := map[string]bool{} // by field: whether one of its rules holds
	texts := map[string][]string{}
	var order []string
	for i := range rs {
		r := &rs[i]
		fits := r.fits(s)
		if r.not {
			if fits {
				return "left out by the rule " + r.text
			}
			continue
		}
		if _, ok := wanted[r.field]; !ok {
			order = append(order, r.field)
		}
		wanted[r.field] = wanted[r.field] || fits
		texts[r.field] = append(texts[r.field], r.text)
	}
	for _, f := range order {
		if !wanted[f] {
			return "left out: it does not fit " + strings.Join(texts[f], " or ")
		}
	}
	return ""
}
