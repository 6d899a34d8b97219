package show

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/datelinewire/dateline/brief"
)

// Brief writes a brief for people.
func Brief(w io.Writer, b *brief.Brief) error {
	p := &printer{out: bufio.NewWriter(w)}
	p.line("%s", strings.ToUpper(b.Heading()))
	p.wrapped("", b.Span())
	for i := range b.Lead {
		p.line("")
		p.briefed("", &b.Lead[i])
	}
	for i := range b.Sections {
		x := &b.Sections[i]
		p.line("\n%s", strings.ToUpper(x.Title))
		for k := range x.Items {
			p.briefed("  - ", &x.Items[k])
		}
		if x.More > 0 {
			p.line("  … and %d more", x.More)
		}
	}
	if b.Empty() {
		p.line("")
		p.wrapped("", b.Nothing())
	}
	if len(b.Sources) > 0 {
		p.line("\nSOURCES")
	}
	for i := range b.Sources {
		x := &b.Sources[i]
		p.wrapped(fmt.Sprintf("  %2d ", x.N), x.Title()+", "+x.Whence())
	}
	if b.Invented {
		p.line("")
		p.wrapped("", b.Foot())
	}
	return p.out.Flush()
}

// briefed writes a line of a brief with its word and the numbers of its sources.
func (p *printer) briefed(lead string, it *brief.Item) {
	text := it.Told()
	if it.Word != "" && lead != "" {
		text = it.Word + " · " + text
	}
	for _, n := range it.Cites {
		text += fmt.Sprintf(" [%d]", n)
	}
	p.wrapped(lead, text)
}
