package main

import (
	"bufio"
	"context"
	"io"
	"strings"

	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

type parseCmd struct {
	Files []string `arg:"" optional:"" name:"FILE" help:"Plain text, or CoNLL-U with --from conllu; standard input where none is given."`
	From  string   `enum:"text,conllu" default:"text" help:"text, or conllu: keep its sentences and words, predict all else."`
	Roles bool     `help:"Predicates and their arguments too: Pred and Args in the last column."`
}

// treebank is what parse writes with: the parser, and the reader of roles
// where they are wanted.
type treebank struct {
	parser *mend.Parser
	roles  *role.Reader // or nil
}

// write writes the sentences of d, with roles where they are wanted.
func (b *treebank) write(out *bufio.Writer, d *text.Document, sents []*conllu.Sentence) error {
	if b.roles != nil {
		b.roles.Read(d).Annotate(sents)
	}
	return conllu.Write(out, sents)
}

// Run writes CoNLL-U.
func (c *parseCmd) Run(ctx context.Context, a *App) error {
	b := &treebank{}
	var err error
	if b.parser, err = mend.LoadParser(); err != nil {
		return err
	}
	if c.Roles {
		if b.roles, err = role.Load(); err != nil {
			return err
		}
	}
	files := c.Files
	if len(files) == 0 {
		files = []string{"-"}
	}
	out := bufio.NewWriterSize(a.Out, 1<<16)
	for _, name := range files {
		in, err := a.open(ctx, name)
		if err != nil {
			return err
		}
		if c.From == "conllu" {
			err = b.parseTrees(ctx, in, out)
		} else {
			err = b.parseText(ctx, in, out)
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

func (b *treebank) parseTrees(ctx context.Context, in io.Reader, out *bufio.Writer) error {
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
		if err := b.parser.Parse(ctx, d); err != nil {
			return err
		}
		conllu.Fill(part, d)
		if err := b.write(out, d, part); err != nil {
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
func (b *treebank) parseText(ctx context.Context, in io.Reader, out *bufio.Writer) error {
	split := text.NewSplitter()
	flush := func(s string) error {
		d := split.Document(strings.ToValidUTF8(s, "\uFFFD"), nil)
		if err := b.parser.Parse(ctx, d); err != nil {
			return err
		}
		return b.write(out, d, conllu.FromDocument(d))
	}
	r := bufio.NewReader(in)
	var piece strings.Builder
	for {
		line, err := r.ReadString('\n')
		piece.WriteString(line)
		if err != nil || piece.Len() > 1<<14 && strings.TrimSpace(line) == "" {
			if err := flush(piece.String()); err != nil {
				return err
			}
			piece.Reset()
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
