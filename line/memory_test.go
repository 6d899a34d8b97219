package line

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
)

// tell puts a story of that day on record and gives its entry.
func tell(t *testing.T, l *Line, s record.Store, day int, words string) {
	t.Helper()
	story := l.Layout(words, calendar.Date(2020, 3, day))
	if _, err := s.Put(t.Context(), record.Entry{Story: *story, Version: news.Version{Received: story.Day().Time()}}); err != nil {
		t.Fatal(err)
	}
}

// office gives the offices of the person so named in a story of that day, read
// with what the record knows: title/of/basis, with a star where it is known
// since another story.
func officeOf(t *testing.T, l *Line, s record.Store, day int, words, name string) string {
	t.Helper()
	r, err := l.Remembering(Memory{s}).Process(t.Context(), l.Layout(words, calendar.Date(2020, 3, day)))
	if err != nil || len(r.Trouble) > 0 {
		t.Fatal(err, r.Trouble)
	}
	for _, e := range r.Entities {
		if e.Kind != fact.Person || e.Name != name {
			continue
		}
		var out []string
		for _, o := range e.Offices {
			of := ""
			if o.Of != nil {
				of = *o.Of
			}
			x := o.Title + "/" + of + "/" + o.Basis
			if o.Since != nil {
				x += "*"
			}
			out = append(out, x)
		}
		return strings.Join(out, " ")
	}
	return "nobody"
}

// TestMemory reads stories of a made-up week: what Monday's establishes helps
// to read Thursday's, and nothing else does.
func TestMemory(t *testing.T) {
	l := shipped(t)
	s := memory.New()
	tell(t, l, s, 2, "DUSHANBE, March 2. Tajik Agriculture Minister Qurbon Saidov met farmers on Monday and promised them seed.")
	tell(t, l, s, 2, "SOFIA, March 2. Bulgarian Deputy Foreign Minister Petar Ivanov met Serbian Transport Minister Zoran Ivanov on Monday.")
	tell(t, l, s, 2, "OSLO, March 2. Former Norwegian Transport Minister Leif Askeland met reporters on Monday.")
	tell(t, l, s, 5, "ASTANA, March 5. Kazakh Energy Minister Daulet Serikov met miners on Thursday.")
	q := NewQueue(l, s, 2, quiet())
	if n, err := q.Drain(t.Context()); err != nil || n != 4 {
		t.Fatal(n, err)
	}
	const minister = "agriculture minister/TJK/world*"
	for _, c := range []struct {
		why   string
		day   int
		words string
		name  string
		want  string
	}{
		{"a surname, his country in the story", 5, "MOSCOW, March 5. Saidov arrived in Moscow on Thursday for talks on fertiliser for Tajikistan.", "Saidov", minister},
		{"a whole name", 6, "MOSCOW, March 6. Qurbon Saidov met grain traders in Moscow on Friday.", "Qurbon Saidov", minister},
		{"a title like his, elsewhere", 6, "MOSCOW, March 6. Minister Qurbon Saidov met grain traders in Moscow on Friday.", "Qurbon Saidov", "minister/TJK/both* " + minister},
		{"a surname alone", 6, "LIMA, March 6. Saidov won the chess cup in Lima on Friday.", "Saidov", ""},
		{"the same surname, another country", 6, "LIMA, March 6. Peru's Saidov won the chess cup for Peru on Friday.", "Saidov", ""},
		{"another office in the text", 6, "DUSHANBE, March 6. Tajik Health Minister Qurbon Saidov met doctors in Dushanbe on Friday.", "Qurbon Saidov", "health minister/TJK/text"},
		{"two of that surname", 6, "SOFIA, March 6. Ivanov met reporters from Bulgaria and Serbia on Friday.", "Ivanov", ""},
		{"one who has left", 6, "OSLO, March 6. Leif Askeland met reporters in Norway on Friday.", "Leif Askeland", ""},
		{"the same day", 2, "DUSHANBE, March 2. Qurbon Saidov met grain traders in Tajikistan on Monday.", "Qurbon Saidov", ""},
		{"a later day", 4, "ASTANA, March 4. Daulet Serikov met grain traders in Kazakhstan on Wednesday.", "Daulet Serikov", ""},
		{"the day after", 6, "ASTANA, March 6. Daulet Serikov met grain traders in Kazakhstan on Friday.", "Daulet Serikov", "energy minister/KAZ/world*"},
	} {
		if got := officeOf(t, l, s, c.day, c.words, c.name); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

// TestMemoryEnds reads that somebody is a former minister, of no country named:
// what was known of him counts no longer, and another's post stays.
func TestMemoryEnds(t *testing.T) {
	l := shipped(t)
	s := memory.New()
	tell(t, l, s, 2, "DUSHANBE, March 2. Tajik Agriculture Minister Qurbon Saidov met farmers on Monday.")
	tell(t, l, s, 2, "ASTANA, March 2. Kazakh Energy Minister Daulet Serikov met miners on Monday.")
	tell(t, l, s, 4, "Qurbon Saidov, a former agriculture minister, opened a grain fair on Wednesday. Former boxer Daulet Serikov won.")
	if _, err := NewQueue(l, s, 2, quiet()).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := officeOf(t, l, s, 6, "DUSHANBE, March 6. Qurbon Saidov met grain traders in Tajikistan on Friday.", "Qurbon Saidov"); got != "" {
		t.Errorf("one who has left: %q", got)
	}
	if got := officeOf(t, l, s, 6, "ASTANA, March 6. Daulet Serikov met grain traders in Kazakhstan on Friday.", "Daulet Serikov"); got != "energy minister/KAZ/world*" {
		t.Errorf("one who boxed: %q", got)
	}
}

// TestMemoryBreeds reads a title whose country was known from an earlier story:
// it is not taken for what this story establishes.
func TestMemoryBreeds(t *testing.T) {
	l := shipped(t)
	s := memory.New()
	tell(t, l, s, 2, "DUSHANBE, March 2. Tajik Agriculture Minister Qurbon Saidov met farmers on Monday.")
	tell(t, l, s, 4, "MOSCOW, March 4. Minister Qurbon Saidov met grain traders in Moscow on Wednesday.")
	if _, err := NewQueue(l, s, 2, quiet()).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	hs, err := s.Known(t.Context(), "Qurbon Saidov", calendar.Date(2020, 4, 1))
	if err != nil || len(hs) != 1 || hs[0].Day != calendar.Date(2020, 3, 2) {
		t.Fatalf("known: %+v, %v", hs, err)
	}
}

// TestMemoryOfDays puts a later story on record before an earlier one: they
// are read by their days.
func TestMemoryOfDays(t *testing.T) {
	l := shipped(t)
	s := memory.New()
	tell(t, l, s, 5, "MOSCOW, March 5. Qurbon Saidov arrived in Moscow on Thursday.")
	tell(t, l, s, 2, "DUSHANBE, March 2. Tajik Agriculture Minister Qurbon Saidov met farmers on Monday.")
	if _, err := NewQueue(l, s, 2, quiet()).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	hs, err := s.Known(t.Context(), "Qurbon Saidov", calendar.Date(2020, 4, 1))
	if err != nil || len(hs) != 1 {
		t.Fatalf("what was remembered is remembered again: %+v, %v", hs, err)
	}
	e, err := s.Unread(t.Context(), l.Reader(), 10)
	if err != nil || len(e) != 0 {
		t.Fatal(e, err)
	}
}
