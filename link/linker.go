package link

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed same.tsv common.tsv turns.tsv
var tables embed.FS

// Linker links reports. It is safe for use by many goroutines. What it found of
// two reports it remembers, which makes it quicker and changes nothing.
type Linker struct {
	memo    *memo
	weights map[string]int    // of signs, in thousandths
	common  map[uint64]int    // by stem, the logarithm of how few stories have it, in thousandths
	phrases map[byte][]phrase // by the first byte of the first word
	rulings []Ruling          // of people: see Under
}

// Load returns the linker that the program carries.
func Load() (*Linker, error) {
	l := &Linker{memo: newMemo(), common: map[uint64]int{}}
	var err error
	if l.weights, err = table("same.tsv"); err != nil {
		return nil, err
	}
	common, err := table("common.tsv")
	for stem, weight := range common {
		l.common[hashed(stem)] = weight
	}
	if err != nil {
		return nil, err
	}
	return l, l.readTurns()
}

// readTurns reads the phrases that say what became of something.
func (l *Linker) readTurns() error {
	b, err := tables.ReadFile("turns.tsv")
	if err != nil {
		return err
	}
	l.phrases = map[byte][]phrase{}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		words, name, _ := strings.Cut(line, "\t")
		turn, ok := turnNamed(name)
		if !ok {
			return fmt.Errorf("turns.tsv: %q: there is no such turn", line)
		}
		p := phrase{strings.Fields(words), turn}
		l.phrases[initial(words)] = append(l.phrases[initial(words)], p)
	}
	return nil
}

// table reads names with whole numbers.
func table(file string) (map[string]int, error) {
	b, err := tables.ReadFile(file)
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		name, n, _ := strings.Cut(line, "\t")
		if out[name], err = strconv.Atoi(n); err != nil {
			return nil, fmt.Errorf("%s: %q: %w", file, line, err)
		}
	}
	return out, nil
}

// sum adds up the weights of signs.
func (l *Linker) sum(signs []string) int {
	sum := l.weights["always"]
	for _, s := range signs {
		sum += l.weights[s]
	}
	return sum
}
