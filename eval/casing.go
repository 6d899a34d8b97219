package eval

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/datelinewire/dateline/eval/treebank"
	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

// CasingFiles are what casing is measured on.
type CasingFiles struct {
	Treebanks []string // CoNLL-U
	Names     string   // IOB2
}

// Casing is how well words are read that are set in some way.
type Casing struct {
	Setting  string // "" for ordinary case
	Restored bool   // whether they are given the case of running text first
	Trees    []treebank.Score
	Names    Count
}

// ReadCasing reads the files in ordinary case, in capitals and in title case,
// as they are set and with their case restored. parser has a Casing; label sets
// the labels of names on a parsed Document.
func ReadCasing(parser *syntax.Parser, label func(*text.Document), files CasingFiles) ([]Casing, error) {
	sets, err := Settings()
	if err != nil {
		return nil, err
	}
	restore := parser.Casing
	defer func() { parser.Casing = restore }()
	var out []Casing
	for _, set := range sets {
		for _, restored := range [...]bool{false, true} {
			if parser.Casing = restore; !restored {
				parser.Casing = nil
			}
			c, err := readCasing(parser, label, files, set)
			if err != nil {
				return nil, err
			}
			c.Setting, c.Restored = set.Name, restored
			out = append(out, c)
		}
	}
	return out, nil
}

func readCasing(parser *syntax.Parser, label func(*text.Document), files CasingFiles, set Setting) (Casing, error) {
	var c Casing
	for _, name := range files.Treebanks {
		b, err := os.ReadFile(name)
		if err != nil {
			return c, err
		}
		gold, err := conllu.ReadAll(bytes.NewReader(b))
		if err != nil {
			return c, err
		}
		c.Trees = append(c.Trees, treebank.Compare(gold, parseGiven(parser, gold, set)))
	}
	b, err := os.ReadFile(files.Names)
	if err != nil {
		return c, err
	}
	counts, err := Names(bytes.NewReader(b), set, func(d *text.Document) {
		parse(parser, d)
		label(d)
	})
	c.Names = counts["ALL"]
	return c, err
}

// WriteCasing writes a line for each setting: tags, lemmas and relations of
// each treebank, and F1 of names.
func WriteCasing(out io.Writer, all []Casing) error {
	for _, c := range all {
		name, how := c.Setting, "as set"
		if name == "" {
			name = "ordinary"
		}
		if c.Restored {
			how = "restored"
		}
		if _, err := fmt.Fprintf(out, "%-8s %-8s ", name, how); err != nil {
			return err
		}
		for _, t := range c.Trees {
			fmt.Fprintf(out, "  UPOS %.2f  XPOS %.2f  lemma %.2f  LAS %.2f |", t.Upos, t.Xpos, t.Lemma, t.LAS)
		}
		fmt.Fprintf(out, "  names F1 %.2f\n", c.Names.F1())
	}
	return nil
}
