package pledge_test

import (
	"os"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/coref"
	"github.com/datelinewire/dateline/read/date"
	"github.com/datelinewire/dateline/read/event"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/read/pledge"
	"github.com/datelinewire/dateline/read/quote"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// TestNeighbours reads the sentences of testdata/neighbours.tsv.
func TestNeighbours(t *testing.T) {
	file, err := os.ReadFile("testdata/neighbours.tsv")
	must(t, err)
	read := newReading(t)
	wrong, all := 0, 0
	for n, line := range strings.Split(strings.TrimSpace(string(file)), "\n") {
		if line[0] == '#' {
			continue
		}
		known := line[0] == '!'
		f := strings.Split(strings.TrimPrefix(line, "!"), "\t")
		if len(f) != 5 {
			t.Fatalf("line %d: %d columns, want 5", n+1, len(f))
		}
		r := read(f[4])
		all++
		switch ok := fits(r, f); {
		case known && ok:
			t.Errorf("line %d is read right now, take away its mark: %s", n+1, f[4])
		case !known && !ok:
			t.Errorf("line %d: want %s: %s", n+1, strings.Join(f[:4], " "), f[4])
			for _, p := range r.Pledges {
				t.Logf("\thave %s", told(r, &p))
			}
		case known:
			wrong++
		}
	}
	t.Logf("%d of %d are read right", all-wrong, all)
}

// fits reports whether a reading has the pledge that a line asks for.
func fits(r *fact.Reading, f []string) bool {
	if f[0] == "none" {
		return len(r.Pledges) == 0
	}
	for i := range r.Pledges {
		p := &r.Pledges[i]
		by, to, named := strings.Cut(f[0], ">")
		due := "-"
		if p.Due != nil {
			due = p.Due.To.Last().String()
		}
		words := r.Story.Text[p.What.Start:p.What.End]
		if codes(p.By) == by && (!named || codes(p.To) == to) && (f[1] == "*" || f[1] == due) && p.State == f[2] && strings.Contains(words, f[3]) {
			return true
		}
	}
	return false
}

func told(r *fact.Reading, p *fact.Pledge) string {
	due := "-"
	if p.Due != nil {
		due = p.Due.To.Last().String()
	}
	return codes(p.By) + ">" + codes(p.To) + " " + due + " " + p.State + " " + r.Story.Text[p.What.Start:p.What.End]
}

func codes(ps []fact.Party) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Code)
	}
	return strings.Join(out, ",")
}

// newReading returns a function that reads a paragraph as the program does.
func newReading(t *testing.T) func(string) *fact.Reading {
	t.Helper()
	parser, err := mend.LoadParser()
	must(t, err)
	passes := passes(t)
	split := text.NewSplitter()
	return func(s string) *fact.Reading {
		d := split.Document(s, []text.Paragraph{{Span: text.Span{End: uint32(len(s))}}})
		must(t, parser.Parse(t.Context(), d))
		r := &fact.Reading{}
		r.Story.Text = s
		w := read.NewWork(&news.Story{Text: s}, d, r, calendar.Date(2012, 4, 25))
		for _, p := range passes {
			must(t, p.Run(t.Context(), w))
		}
		return r
	}
}

func passes(t *testing.T) []read.Pass {
	t.Helper()
	wd, err := world.Load()
	must(t, err)
	names, err := name.New(wd)
	must(t, err)
	same, err := coref.New()
	must(t, err)
	dates, err := date.New(date.Options{})
	must(t, err)
	quotes, err := quote.New()
	must(t, err)
	lex, err := event.Load()
	must(t, err)
	judgement, err := judge.Load()
	must(t, err)
	roles, err := role.Load()
	must(t, err)
	promises, err := pledge.Load(lex)
	must(t, err)
	return []read.Pass{names.Pass(), same.Pass(), dates, quotes, event.Pass(lex, judgement, roles), pledge.Pass(promises, roles)}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
