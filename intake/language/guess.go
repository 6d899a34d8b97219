package language

import (
	"cmp"
	"maps"
	"slices"
)

// enough is from how many words on a text shows its language.
const enough = 5

// guess returns what was counted as a guess. told is the source's word.
func (c *count) guess(told string) Guess {
	script, n := c.script()
	if n == 0 {
		return Guess{Code: cmp.Or(told, "en")}
	}
	if script == "Latin" {
		return c.latin(told)
	}
	mixed := ""
	if latin := c.scripts["Latin"]; latin*4 > n && c.scores["en"] > 1 {
		mixed = "en"
	}
	if one := tables().scripts[script]; one != "" {
		g := Guess{Code: one, Also: mixed, Sure: mixed == ""}
		if one == "zh" && n < 12 {
			g.Sure = false // a short line of Japanese may be of the same signs
		}
		return g
	}
	first, second := c.best(func(l string) bool { return tables().writes[l][script] })
	switch {
	case first == "" || c.scores[first] < 1:
		if tables().writes[told][script] {
			return Guess{Code: told, Also: mixed}
		}
		return Guess{Code: Unknown, Also: mixed}
	}
	g := c.between(first, second, told)
	if mixed != "" {
		g.Also, g.Sure = mixed, false
	}
	return g
}

// between returns the first of two languages, or that which the source names
// where the text hardly tells them apart.
func (c *count) between(first, second, told string) Guess {
	a, b := c.scores[first], c.scores[second]
	switch {
	case second == "" || a >= 1.25*b+0.5:
		return Guess{Code: first, Sure: true}
	case told == first, told == second:
		return Guess{Code: told, Sure: true}
	}
	return Guess{Code: first, Also: second}
}

// Shares of a text's words that are common ones of a language. Running text has
// a third of them and more, names of another language in an English text a
// few.
const (
	running = 0.16
	names   = 0.08
	strange = 0.03 // less than a telegram has
)

// long is from how many words on a text without English words is none.
const long = 15

// latin returns the language of a text in Latin letters.
func (c *count) latin(told string) Guess {
	first, second := c.best(func(l string) bool { return l != "en" && tables().writes[l]["Latin"] })
	english, other := max(c.scores["en"], 0), 0.0
	if first != "" {
		other = c.scores[first]
	}
	n := float64(c.tokens)
	switch {
	case c.kinds["en"] >= 2 && english >= 1.6*other+0.5:
		return Guess{Code: "en", Sure: true}
	case c.tokens >= enough && c.kinds[first] >= 3 && other >= 1.8*english+1 && other >= running*n:
		return c.between(first, second, told)
	}
	// Nothing is sure. What the source says holds where the text does not speak
	// against it.
	switch {
	case told != "" && told != "en" && c.scores[told] >= english && (c.scores[told] > 0 || english == 0):
		return Guess{Code: told}
	case other > 1.2*english+0.3 && other >= running*n && c.kinds[first] >= 3:
		return Guess{Code: first, Also: "en"}
	case other > english && other > names*n && c.kinds[first] >= 3:
		return Guess{Code: "en", Also: first}
	}
	if told != "en" && english < strange*n && c.endings*10 < c.tokens && c.tokens >= long {
		return Guess{Code: Unknown, Also: first}
	}
	return Guess{Code: "en"}
}

// best returns the two languages with most evidence among those that are
// allowed, "" where there is none.
func (c *count) best(allowed func(string) bool) (first, second string) {
	for _, l := range slices.Sorted(maps.Keys(c.scores)) {
		switch {
		case !allowed(l) || c.scores[l] <= 0:
		case first == "" || c.scores[l] > c.scores[first]:
			first, second = l, first
		case second == "" || c.scores[l] > c.scores[second]:
			second = l
		}
	}
	return first, second
}

// script returns the script that most of the text is in, and its letters. A
// sign of Chinese counts for several letters; Japanese mixes them with its own.
func (c *count) script() (string, int) {
	weights := maps.Clone(c.scripts)
	weights["Han"] *= 3
	if kana := c.scripts["Hiragana"] + c.scripts["Katakana"]; kana*10 >= c.scripts["Han"] {
		weights["Hiragana"] = (kana + c.scripts["Han"]) * 3
		weights["Han"], weights["Katakana"] = 0, 0
	}
	weights["Hangul"] *= 3
	best := ""
	for _, s := range slices.Sorted(maps.Keys(weights)) {
		if weights[s] > 0 && (best == "" || weights[s] > weights[best]) {
			best = s
		}
	}
	return best, weights[best]
}
