package brief

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/say"
)

// Markdown writes the brief as CommonMark. Numbers in brackets lead to the list
// of sources at its end. Address begins the links to stories, as in
// http://127.0.0.1:7117; with "" there are none.
func (b *Brief) Markdown(w io.Writer, address string) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n\n%s\n", escape(b.Heading()), escape(b.Span()))
	for i := range b.Lead {
		fmt.Fprintf(out, "\n%s%s\n", escape(b.Lead[i].Told()), numbers(b.Lead[i].Cites))
	}
	for i := range b.Sections {
		x := &b.Sections[i]
		fmt.Fprintf(out, "\n## %s\n\n", escape(x.Title))
		for k := range x.Items {
			it := &x.Items[k]
			out.WriteString("- ")
			if it.Word != "" {
				fmt.Fprintf(out, "**%s** ", escape(it.Word))
			}
			fmt.Fprintf(out, "%s%s\n", escape(it.Told()), numbers(it.Cites))
		}
		if x.More > 0 {
			fmt.Fprintf(out, "- … and %d more\n", x.More)
		}
	}
	if b.Empty() {
		fmt.Fprintf(out, "\n%s\n", escape(b.Nothing()))
	}
	if len(b.Sources) > 0 {
		out.WriteString("\n## Sources\n\n")
	}
	for i := range b.Sources {
		x := &b.Sources[i]
		headline := escape(x.Title())
		if address != "" {
			headline = "[" + headline + "](" + x.Address(address) + ")"
		}
		fmt.Fprintf(out, "%d. %s, %s\n", x.N, headline, escape(x.Whence()))
	}
	fmt.Fprintf(out, "\n%s\n", escape(b.Foot()))
	return out.Flush()
}

// Heading returns the title over a brief.
func (b *Brief) Heading() string { return "Morning brief: " + b.Title }

// Span says of which days a brief tells.
func (b *Brief) Span() string {
	out := "As of " + say.Day(b.AsOf)
	if !b.Since.IsZero() {
		out += ". New is what came after " + say.Day(b.Since)
	}
	switch b.Stories {
	case 0:
		return out + ": nothing"
	case 1:
		return out + ": 1 story"
	}
	return out + ": " + say.Count(int64(b.Stories)) + " stories"
}

// Nothing says that there is nothing to tell, and what to do.
func (b *Brief) Nothing() string {
	return "Nothing is new, nothing is announced, and nothing is due. Ask for an earlier day to begin with, or for another subject."
}

// Foot says on what a brief rests.
func (b *Brief) Foot() string {
	out := "Made by Dateline. Every line rests on the stories that are listed; words in quotation marks are theirs."
	if b.Invented {
		out += " Stories of the sample wire are invented."
	}
	return out
}

// Told returns a line of a brief in one sentence: the day, what, and who says so.
func (it *Item) Told() string {
	out := it.Text
	if it.When != "" {
		out = it.When + ": " + out
	}
	for _, n := range it.Notes {
		out += "; " + n
	}
	return out
}

// Title returns what a source is called: its headline, or its id where it has
// none.
func (s *Source) Title() string {
	if s.Headline == "" {
		return s.Story
	}
	return s.Headline
}

// Whence returns who sent a source, when, and its words.
func (s *Source) Whence() string {
	out := s.Source
	if day, err := calendar.Parse(s.Day); err == nil {
		out += ", " + say.Day(day)
	}
	if s.Words != "" {
		out += ": “" + strings.Trim(s.Words, "“”\"") + "”"
	}
	return out
}

// Address returns where the words of a source stand, below the address of a
// desk.
func (s *Source) Address(desk string) string { return address(desk, &s.Cite) }

func address(desk string, c *dossier.Cite) string {
	out := desk + "/story/" + url.PathEscape(c.Story)
	if c.Fact != "" {
		out += "?fact=" + url.QueryEscape(c.Fact) + "#w-" + url.PathEscape(c.Fact)
	}
	return out
}

func numbers(cites []int) string {
	var out strings.Builder
	for _, n := range cites {
		fmt.Fprintf(&out, " [%d]", n)
	}
	return out.String()
}

// escape returns words so that Markdown takes none of them for marks or HTML.
func escape(s string) string {
	var out strings.Builder
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if strings.ContainsRune("\\`*_[]<>#|!&~", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}
