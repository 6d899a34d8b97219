package brief

import (
	"io"
	"strconv"

	"github.com/datelinewire/dateline/internal/docx"
)

// Word writes the brief as a Word file, on paper of size A4. Numbers of sources
// lead to the list of them, and each source to its story below the address of a
// desk; with "" there are no links out of the file.
func (b *Brief) Word(w io.Writer, address string) error {
	head := docx.Part{}
	add := func(style docx.Style, runs ...docx.Run) {
		head.Paragraphs = append(head.Paragraphs, docx.Paragraph{Style: style, Runs: runs})
	}
	add(docx.Title, docx.Run{Text: b.Heading()})
	add(docx.Note, docx.Run{Text: b.Span()})
	for i := range b.Lead {
		add(docx.Lead, append([]docx.Run{{Text: b.Lead[i].Told()}}, cited(b.Lead[i].Cites)...)...)
	}
	for i := range b.Sections {
		x := &b.Sections[i]
		style := docx.Heading
		if x.Late {
			style = docx.LateHeading
		}
		add(style, docx.Run{Text: x.Title})
		for k := range x.Items {
			it := &x.Items[k]
			runs := []docx.Run{{Text: it.Word, Soft: true}, {Text: "\t"}, {Text: it.Told()}}
			add(docx.Row, append(runs, cited(it.Cites)...)...)
		}
		if x.More > 0 {
			add(docx.Row, docx.Run{Text: "\t… and " + strconv.Itoa(x.More) + " more", Soft: true})
		}
	}
	if b.Empty() {
		add(docx.Lead, docx.Run{Text: b.Nothing()})
	}
	parts := []docx.Part{head}
	if len(b.Sources) > 0 {
		add(docx.Heading, docx.Run{Text: "Sources"})
		parts = []docx.Part{head, b.listed(address)}
	}
	d := docx.Document{Title: b.Heading(), Parts: parts, Foot: b.Foot()}
	return d.Write(w)
}

// listed returns the sources, in two columns.
func (b *Brief) listed(address string) docx.Part {
	out := docx.Part{Columns: 2}
	for i := range b.Sources {
		x := &b.Sources[i]
		headline := docx.Run{Text: x.Title()}
		if address != "" {
			headline.Link = x.Address(address)
		}
		out.Paragraphs = append(out.Paragraphs, docx.Paragraph{
			Style: docx.Source, Bookmark: bookmark(x.N),
			Runs: []docx.Run{{Text: strconv.Itoa(x.N) + "\t"}, headline, {Text: ", " + x.Whence(), Soft: true}},
		})
	}
	return out
}

// cited returns the numbers of sources, set high, each leading to its source.
func cited(cites []int) []docx.Run {
	var out []docx.Run
	for _, n := range cites {
		out = append(out, docx.Run{Text: " ", High: true}, docx.Run{Text: strconv.Itoa(n), High: true, To: bookmark(n)})
	}
	return out
}

func bookmark(n int) string { return "source" + strconv.Itoa(n) }
