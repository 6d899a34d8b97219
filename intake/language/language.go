// Package language tells in which language a story is written. What goes in is
// its text, and what its source says; what comes out is a guess that says how
// sure it is. The text decides: a source's word is often left as it was.
//
//	g := language.Of("Le ministre est arrivé à Bamako mercredi.", "en")
//	g.Code // "fr"
//
// Evidence are the commonest words of each language and its letters. A text is
// only taken for another language than English where that shows: a telegram or
// a headline without a single little word stays English, and unsure. Limits:
// some 70 languages; of those that hardly differ in writing (Croatian and
// Serbian, Malay and Indonesian) the source's word decides, else both are named.
package language

import (
	"slices"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/news"
)

// Unknown is the code of a language that is not English and not known.
const Unknown = "und"

// Guess is what a text is taken for.
type Guess struct {
	Code string // ISO 639-1, or Unknown
	// Also is the other language that it may be, or that is in it; "" for none.
	Also string
	// Sure says that the text itself shows its language, and no other.
	Sure bool
}

// Bounds on what is looked at.
const (
	maxBytes = 40_000
	maxParts = 200
)

// Of returns the language of a text. told is the language that the source
// gives, as a BCP 47 tag; it may be empty.
func Of(text, told string) Guess {
	told = normal(told)
	if len(text) > maxBytes {
		text = text[:maxBytes]
	}
	var whole count
	english, foreign := 0, 0 // letters of paragraphs that are surely the one or the other
	var others count
	for i, part := range strings.SplitN(text, "\n\n", maxParts) {
		c := countOf(part)
		whole.add(&c)
		if g := c.guess(""); i > 0 || c.tokens >= enough {
			switch {
			case g.Sure && g.Code == "en":
				english += c.letters
			case g.Sure:
				foreign += c.letters
				others.add(&c)
			}
		}
	}
	g := whole.guess(told)
	// A quarter of another language makes a text mixed.
	if n := english + foreign; min(english, foreign)*4 >= n && min(english, foreign) > 0 {
		other := others.guess("").Code
		if english >= foreign {
			return Guess{Code: "en", Also: other}
		}
		return Guess{Code: other, Also: "en"}
	}
	return g
}

// normal returns a tag as the tables have it.
func normal(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")), "-")
	if to, ok := tables().same[tag]; ok {
		return to
	}
	return tag
}

// Name returns what a language is called in English; "" where it is not known.
func Name(code string) string { return tables().called[normal(code)] }

// Notice returns what to say of a story in a language that is not read into
// facts, "" for one that is.
func Notice(code string) string {
	if news.IsRead(code) {
		return ""
	}
	name := Name(code)
	if name == "" {
		name = "a language other than English"
	}
	return "In " + name + ": kept and searchable, not read into facts"
}

// count is what was counted in a text.
type count struct {
	letters, tokens int
	endings         int                // words that end as English ones do
	scripts         map[string]int     // letters by script
	scores          map[string]float64 // by language
	kinds           map[string]int     // different words by language
	seen            map[string]bool
}

func (c *count) add(o *count) {
	if c.scripts == nil {
		*c = count{scripts: map[string]int{}, scores: map[string]float64{}, kinds: map[string]int{}, seen: map[string]bool{}}
	}
	c.letters, c.tokens, c.endings = c.letters+o.letters, c.tokens+o.tokens, c.endings+o.endings
	for k, n := range o.scripts {
		c.scripts[k] += n
	}
	for k, n := range o.scores {
		c.scores[k] += n
	}
	for w := range o.seen {
		if !c.seen[w] {
			c.seen[w] = true
			for _, l := range tables().words[w] {
				c.kinds[l]++
			}
		}
	}
}

func countOf(text string) count {
	var c count
	c.add(&count{})
	shouts := isShouted(text)
	for run := range strings.FieldsSeq(text) {
		if strings.ContainsAny(run, "@/\\_<>=|") {
			continue // an address is of no language
		}
		for word := range strings.FieldsFuncSeq(run, parts) {
			c.word(word, shouts)
		}
	}
	return c
}

// parts reports whether a sign parts words.
func parts(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '\u200c'
}

// isShouted reports whether a text is written in capitals.
func isShouted(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	return upper > lower
}

// word counts one word.
func (c *count) word(word string, shouts bool) {
	low := strings.ReplaceAll(strings.ToLower(word), "’", "'")
	c.tokens++
	for _, r := range low {
		if unicode.IsLetter(r) {
			c.letters++
			c.scripts[scriptOf(r)]++
		}
	}
	// The article of Romance languages: l'homme.
	if head, rest, ok := strings.Cut(low, "'"); ok && rest != "" && len(head) < 4 {
		c.common(head + "'")
		low = rest
	}
	c.common(low)
	if slices.ContainsFunc(tables().endings, func(e string) bool { return len(low) > len(e)+2 && strings.HasSuffix(low, e) }) {
		c.endings++
	}
	// Names keep their letters in any language.
	if shouts || !startsUpper(word) {
		c.spelt(low)
	}
}

func startsUpper(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

// common counts a word for the languages that it is common in.
func (c *count) common(low string) {
	langs := tables().words[low]
	if len(langs) == 0 {
		return
	}
	weight := 1.0
	for i := 1; i < len(langs); i++ {
		weight *= 0.85 // what many have says less
	}
	if len(low) == 1 {
		weight *= 0.5
	}
	first := !c.seen[low]
	c.seen[low] = true
	for _, l := range langs {
		c.scores[l] += weight
		if first {
			c.kinds[l]++
		}
	}
}

// spelt counts a word's letters for the languages that have them, and against
// those that do not.
func (c *count) spelt(low string) {
	for _, r := range low {
		langs, known := tables().letters[r]
		if !known {
			continue
		}
		for _, l := range langs {
			c.scores[l] += 0.6 / float64(len(langs)+2)
		}
		if r < 0x250 {
			c.scores["en"] -= 0.3
		}
	}
}
