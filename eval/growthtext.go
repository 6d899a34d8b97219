package eval

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed growth.tsv
var growthFile string

// GrowthPattern is a text that can be made as long as one likes.
type GrowthPattern struct {
	Name    string
	Opening string // stands once, before the units
	Unit    string // is repeated; {n} and {name} in it change each time
	Plain   bool   // the text is the unit alone, as it is, cut at the size
}

// GrowthPatterns returns the patterns that the program carries, sorted by name. It
// fails where a line of their table is not well formed.
func GrowthPatterns() ([]GrowthPattern, error) {
	var out []GrowthPattern
	for l := range strings.Lines(growthFile) {
		if l[0] == '#' {
			continue
		}
		f := strings.Split(strings.TrimSuffix(l, "\n"), "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("growth.tsv: %d columns instead of 3: %q", len(f), l)
		}
		p := GrowthPattern{Name: f[0]}
		var err error
		if p.Opening, err = strconv.Unquote(f[1]); err != nil {
			return nil, fmt.Errorf("growth.tsv: pattern %s: opening: %w", p.Name, err)
		}
		if p.Unit, err = strconv.Unquote(f[2]); err != nil {
			return nil, fmt.Errorf("growth.tsv: pattern %s: unit: %w", p.Name, err)
		}
		out = append(out, p)
	}
	return out, nil
}

// Text returns the pattern's text behind a dateline, at least size bytes long
// and at most one unit longer.
func (p GrowthPattern) Text(size int) string {
	if p.Plain {
		return strings.ToValidUTF8(strings.Repeat(p.Unit, size/len(p.Unit)+1)[:size], "")
	}
	var b strings.Builder
	b.WriteString("LISBON, May 3 (Wire) - ")
	names, n := 0, 0
	write := func(s string) {
		for {
			before, rest, found := strings.Cut(s, "{")
			b.WriteString(before)
			if !found {
				return
			}
			field, after, _ := strings.Cut(rest, "}")
			switch field {
			case "n":
				b.WriteString(strconv.Itoa(n))
			case "name":
				b.WriteString(inventedName(names))
				names++
			}
			s = after
		}
	}
	write(p.Opening)
	for b.Len() < size {
		n++
		write(p.Unit)
	}
	return b.String()
}

// inventedName returns the nth of endlessly many names: its digits to the
// base of 60 as syllables, two or more.
func inventedName(n int) string {
	const consonants, vowels = "bdfgklmnprtv", "aeiou"
	var b []byte
	for i := 0; i < 2 || n > 0; i++ {
		d := n % (len(consonants) * len(vowels))
		n /= len(consonants) * len(vowels)
		b = append(b, consonants[d/len(vowels)], vowels[d%len(vowels)])
	}
	b[0] -= 'a' - 'A'
	return string(b)
}
