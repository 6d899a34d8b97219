package show

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
)

// Explain writes, sentence by sentence, what the reader saw and did: the
// tokens with their tags and heads, the notes of the passes, the facts made
// there and the rules that made them, or that there are none.
func Explain(w io.Writer, work *read.Work) error {
	out := bufio.NewWriter(w)
	for i := range work.Doc.Sentences {
		sentence(out, work, i)
	}
	return out.Flush()
}

func sentence(out *bufio.Writer, w *read.Work, i int) {
	s := w.Doc.Sentences[i]
	kind := w.Doc.Paragraphs[s.Paragraph].Kind
	fmt.Fprintf(out, "SENTENCE %d (%s)\n%s\n\n", i, kind, strings.Join(strings.Fields(w.Doc.Slice(s.Span)), " "))
	for t := s.First; t < s.Last; t++ {
		token(out, w, s.First, t)
	}
	notes := 0
	for _, n := range w.Notes {
		if n.First >= s.First && n.First < s.Last {
			if notes == 0 {
				fmt.Fprintln(out)
			}
			notes++
			words := strings.Join(strings.Fields(w.Doc.Slice(w.Doc.SpanOf(int(n.First), int(n.Last)))), " ")
			fmt.Fprintf(out, "  %s: %q: %s\n", n.Pass, words, n.Text)
		}
	}
	fmt.Fprintln(out)
	if facts(out, w.Reading, i, s.Start, s.End) == 0 {
		fmt.Fprintln(out, "  no fact was read here")
	}
	fmt.Fprintln(out)
}

func token(out *bufio.Writer, w *read.Work, first, i int32) {
	t := &w.Doc.Tokens[i]
	head := "-"
	if t.Head >= 0 {
		head = fmt.Sprint(t.Head - first + 1)
	} else if t.Dep != 0 {
		head = "0"
	}
	lemma := t.Lemma
	if lemma == "" {
		lemma = "_"
	}
	fmt.Fprintf(out, "  %3d %-22s %-18s %-6s %-5s %3s %-14s %s\n", i-first+1, w.Doc.Form(int(i)), lemma, t.Pos, t.Tag, head, t.Dep, mention(w, i))
}

// mention names the entity whose widest mention this token heads.
func mention(w *read.Work, i int32) string {
	at := w.MentionAt(int(i))
	if at < 0 {
		return ""
	}
	m := w.Mentions[at]
	e := &w.Reading.Entities[m.Entity]
	s := fmt.Sprintf("%s %s %s", e.ID, e.Kind, e.Name)
	if e.Country != nil {
		s += " " + *e.Country
	}
	return s + " (" + string(m.Kind) + ")"
}

// facts writes what was read in sentence i, bytes start to end of the text,
// and returns how many facts there are.
func facts(out *bufio.Writer, r *fact.Reading, i int, start, end uint32) int {
	n := 0
	p := printer{r: r}
	say := func(by, format string, args ...any) {
		n++
		fmt.Fprintf(out, "  => %s [%s]\n", fmt.Sprintf(format, args...), by)
	}
	for j := range r.Dates {
		if d := &r.Dates[j]; d.Start >= int(start) && d.End <= int(end) {
			when := longInterval(d.Value)
			if when == "" && d.Duration != nil {
				when = *d.Duration
			}
			say(d.By, "date %q: %s", p.slice(d.Start, d.End), cmp.Or(when, "no day known"))
		}
	}
	for j := range r.Events {
		if e := &r.Events[j]; e.Evidence.Sentence == i {
			say(e.Evidence.By, "event %s %s: %s", e.ID, codes(e), p.sentence(e))
		}
	}
	for j := range r.Quotes {
		if q := &r.Quotes[j]; q.Evidence.Sentence == i {
			say(q.Evidence.By, "quote %s %s: %s", q.ID, q.Kind, p.name(q.Speaker))
		}
	}
	for j := range r.Figures {
		if f := &r.Figures[j]; f.Evidence.Sentence == i {
			say(f.Evidence.By, "figure %s: %s", f.ID, Quantity(f))
		}
	}
	for j := range r.Pledges {
		if l := &r.Pledges[j]; len(l.Evidence) > 0 && l.Evidence[0].Sentence == i {
			say(l.Evidence[0].By, "pledge %s %s: %s", l.ID, l.State, p.slice(l.What.Start, l.What.End))
		}
	}
	for j := range r.Entities {
		for _, o := range r.Entities[j].Offices {
			if o.Evidence != nil && o.Evidence.Sentence == i {
				say(o.Evidence.By, "office: %s is %s", r.Entities[j].Name, o.Title)
			}
		}
	}
	return n
}
