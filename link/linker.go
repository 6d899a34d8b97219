package link

import (
	"embed"
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/internal/signs"
	"github.com/datelinewire/dateline/internal/tsv"
)

//go:embed same.tsv common.tsv turns.tsv
var tables embed.FS

// Linker links reports. It is safe for use by many goroutines. What it found of
// two reports it remembers, which makes it quicker and changes nothing.
type Linker struct {
	memo    *memo
	scale   *scale            // of what speaks for two reports being one
	common  map[uint64]int    // by stem, the logarithm of how few stories have it, in thousandths
	phrases map[byte][]phrase // by the first byte of the first word
	rulings []Ruling          // of people: see Under
}

// Load returns the linker that the program carries.
func Load() (*Linker, error) {
	l := &Linker{memo: newMemo(), common: map[uint64]int{}}
	weights, err := signs.Load(tables, "same.tsv")
	if err != nil {
		return nil, err
	}
	l.scale = newScale(weights)
	common, err := signs.Load(tables, "common.tsv")
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
	for f := range tsv.Rows(string(b), 1) {
		turn, ok := turnNamed(strings.Join(f[1:], "\t"))
		if !ok {
			return fmt.Errorf("turns.tsv: %q: there is no such turn", f)
		}
		p := phrase{strings.Fields(f[0]), turn}
		l.phrases[initial(f[0])] = append(l.phrases[initial(f[0])], p)
	}
	return nil
}
