package mend

import (
	"context"

	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/text"
)

// Parser parses, and mends what it has parsed. It may be used by many
// goroutines at once.
type Parser struct {
	parser *syntax.Parser
	mender *Mender
}

// LoadParser returns the parser whose trees the passes read, with the weights
// that the program carries.
func LoadParser() (*Parser, error) {
	p, err := syntax.Load()
	if err != nil {
		return nil, err
	}
	m, err := Load()
	if err != nil {
		return nil, err
	}
	return &Parser{p, m}, nil
}

// Parse tags, parses and mends a document in place. It ends soon after ctx has
// ended, with its error.
func (p *Parser) Parse(ctx context.Context, d *text.Document) error {
	if err := p.parser.Parse(ctx, d); err != nil {
		return err
	}
	p.mender.Mend(ctx, d)
	return ctx.Err()
}
