package main

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/datelinewire/dateline/read/name/label"
	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/text"
)

// known makes the file of what lists of names and raw text tell of words.
func known(folder fs.FS, raw string) ([]byte, error) {
	names, err := lists(folder)
	if err != nil {
		return nil, err
	}
	writing, err := writings(raw)
	if err != nil {
		return nil, err
	}
	return label.WriteKnown(names, writing)
}

// lists reads the lists of names (kind, name; a header and comments before
// them) in the folder lists, the names cut into words and these joined by blanks.
func lists(folder fs.FS) (map[string][]string, error) {
	files, err := fs.Glob(folder, "lists/*.tsv")
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, file := range files {
		data, err := fs.ReadFile(folder, file)
		if err != nil {
			return nil, err
		}
		header := true
		for l := range strings.Lines(string(data)) {
			if l[0] == '#' {
				continue
			}
			if header {
				header = false
				continue
			}
			kind, name, ok := strings.Cut(strings.TrimSpace(l), "\t")
			if !ok {
				return nil, fmt.Errorf("%s: want kind and name: %q", file, l)
			}
			key := words(name)
			out[key] = append(out[key], kind)
		}
	}
	return out, nil
}

// words cuts a name as text does.
func words(name string) string {
	d := text.New(name, nil)
	all := make([]string, len(d.Tokens))
	for i := range all {
		all[i] = strings.ToLower(d.Form(i))
	}
	return strings.Join(all, " ")
}

// writings returns how a gzipped text, a paragraph a line, writes its words. The
// first word of a sentence counts only where it is small, and sentences in
// which most words have capitals not at all.
func writings(raw string) (map[string]int, error) {
	type count struct{ low, capital int }
	counts := map[string]*count{}
	for p, err := range gradient.Paragraphs(raw) {
		if err != nil {
			return nil, err
		}
		d := text.New(p, nil)
		for _, s := range d.Sentences {
			if headline(d, s) {
				continue
			}
			for i := int(s.First); i < int(s.Last); i++ {
				capital := d.Tokens[i].Flags&text.Capital != 0
				if d.Tokens[i].Flags&text.Word == 0 || capital && i == int(s.First) {
					continue
				}
				w := strings.ToLower(d.Form(i))
				c := counts[w]
				if c == nil {
					c = &count{}
					counts[w] = c
				}
				if capital {
					c.capital++
				} else {
					c.low++
				}
			}
		}
	}
	out := map[string]int{}
	for w, c := range counts {
		if k := label.Writing(c.low, c.capital); k > 0 {
			out[w] = k
		}
	}
	return out, nil
}

// headline reports whether most words of a sentence have capitals.
func headline(d *text.Document, s text.Sentence) bool {
	capital, all := 0, 0
	for i := s.First; i < s.Last; i++ {
		if d.Tokens[i].Flags&text.Word != 0 {
			all++
			if d.Tokens[i].Flags&text.Capital != 0 {
				capital++
			}
		}
	}
	return 2*capital > all
}
