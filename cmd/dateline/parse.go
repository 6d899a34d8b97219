package main

import (
	"bufio"
	"io"
	"strings"

	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

type parseCmd struct {
	Files []string `arg:"" optional:"" name:"FILE" help:"Plain text, or CoNLL-U with --from conllu; standard input where none is given."`
	From  string   `enum:"text,conllu" default:"text" help:"text, or conllu: keep its sentences and words, predict all else."`
}

// Run writes CoNLL-U.
func (c *parseCmd) Run(a *App) error {
	p, err := syntax.Load()
	if err != nil {
		return err
	}
	files := c.Files
	if len(files) == 0 {
		files = []string{"-"}
	}
	out := bufio.NewWriterSize(a.Out, 1<<16)
	for _, name := range files {
		in, err := a.open(name)
		if err != nil {
			return err
		}
		if c.From == "conllu" {
			err = parseTrees(p, in, out)
		} else {
			err = parseText(p, in, out)
		}
		in.Close()
		if err != nil {
			return err
		}
	}
	return out.Flush()
}

// someSentences is how many sentences go through the parser together.
const someSentences = 256

func parseTrees(p *syntax.Parser, in io.Reader, out *bufio.Writer) error {
	r := conllu.NewReader(in)
	for {
		var part []*conllu.Sentence
		var err error
		for len(part) < someSentences && err == nil {
			var s *conllu.Sentence
			if s, err = r.Read(); err == nil {
				part = append(part, s)
			}
		}
		d := conllu.Document(part)
		p.Parse(d)
		conllu.Fill(part, d)
		if err := conllu.Write(out, part); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// parseText takes a text in pieces that end with an empty line, so that it
// streams.
func parseText(p *syntax.Parser, in io.Reader, out *bufio.Writer) error {
	split := text.NewSplitter()
	flush := func(s string) error {
		d := split.Document(strings.ToValidUTF8(s, "\uFFFD"), nil)
		p.Parse(d)
		return conllu.Write(out, conllu.FromDocument(d))
	}
	r := bufio.NewReader(in)
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		b.WriteString(line)
		if err != nil || b.Len() > 1<<14 && strings.TrimSpace(line) == "" {
			if err := flush(b.String()); err != nil {
				return err
			}
			b.Reset()
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
