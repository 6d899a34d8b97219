package link

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed same.tsv
var tables embed.FS

// Linker links reports. It is safe for use by many goroutines. What it found of
// two reports it remembers, which makes it quicker and changes nothing.
type Linker struct {
	memo    *memo
	weights map[string]int // of signs, in thousandths
	rulings []Ruling       // of people: see Under
}

// Load returns the linker that the program carries.
func Load() (*Linker, error) {
	b, err := tables.ReadFile("same.tsv")
	if err != nil {
		return nil, err
	}
	l := &Linker{memo: newMemo(), weights: map[string]int{}}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		sign, weight, _ := strings.Cut(line, "\t")
		if l.weights[sign], err = strconv.Atoi(weight); err != nil {
			return nil, fmt.Errorf("same.tsv: %q: %w", line, err)
		}
	}
	return l, nil
}

// sum adds up the weights of signs.
func (l *Linker) sum(signs []string) int {
	sum := l.weights["always"]
	for _, s := range signs {
		sum += l.weights[s]
	}
	return sum
}
