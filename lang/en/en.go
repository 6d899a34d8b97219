// Package en is the vocabulary of English: TSV files by theme, each with a
// head that says what its sets hold. See package lang for their form.
//
// Written by hand from general knowledge of English for this project, except
// where the head of a file says otherwise.
package en

import (
	"embed"
	"sync"

	"github.com/datelinewire/dateline/lang"
)

//go:embed *.tsv
var files embed.FS

// read is done once: the files are part of the program and do not change.
var read = sync.OnceValues(func() (*lang.Lexicon, error) { return lang.Read(files) })

// Load returns the vocabulary, the same each time.
func Load() (*lang.Lexicon, error) { return read() }
