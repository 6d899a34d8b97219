package feed

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed tags.tsv
var tagsFile string // never changed

//go:embed trailers.tsv
var trailersFile string // never changed

// class is what an element of HTML does to the words inside, as bits.
type class uint8

const (
	block class = 1 << iota
	cell
	hidden
	inline
	void
)

// trailer is a line behind a text that is none of the story.
type trailer struct {
	begins, has string
	more        bool // the story goes on elsewhere
}

type table struct {
	tags     map[string]class
	trailers []trailer
}

// tables returns the tables, which are read once.
var tables = sync.OnceValue(func() *table {
	t := &table{tags: map[string]class{}}
	classes := map[string]class{"block": block, "cell": cell, "hidden": hidden, "inline": inline, "void": void}
	for line := range strings.Lines(tagsFile) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 2 {
			t.tags[f[1]] |= classes[f[0]]
		}
	}
	for line := range strings.Lines(trailersFile) {
		if f := strings.Split(strings.TrimRight(line, "\r\n"), "\t"); len(f) == 3 && line[0] != '#' {
			t.trailers = append(t.trailers, trailer{f[0], f[1], f[2] != ""})
		}
	}
	return t
})
