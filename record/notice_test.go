package record_test

import (
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
)

// wire is what a service sends on a day, in the forms in which it is sent.
var wire = map[string]string{
	"matter": "npr0124 3 pl 40 Fjord 0045\n\nNorway/Ports/\nNorway sells port =\n\n    Oslo (npr) - Norway sold the port of Veldmar on Friday, the\nministry said. npr ph\n\n121115 GMT Sep 15\n",
	"number": "npr0123 3 pl 40 Fjord 0045\n\nNorway/Ports/\nNorway opens port =\n\n    Oslo (npr) - Norway opened the port of Arvik on Friday, the\nministry said. npr ph\n\n121015 GMT Sep 15\n",
	"slug":   "BC-Norway--Fish Talks,0120\nFish talks fail\n\nOSLO, Norway (npr) _ Talks on fish failed on Saturday, the ministry said.\n\nAP-WF-09-12-15 1015GMT",
	"words":  "Mayor of Veldmar resigns over bridge\n\nVELDMAR, Sept 12 (npr) - The mayor of Veldmar resigned on Saturday over the old bridge.",
}

// TestNotices takes in a day's wire and a notice, either first, and looks
// which story it hit: none for those that mean nothing that is there.
func TestNotices(t *testing.T) {
	for _, c := range []struct{ notice, hits string }{
		{"npr0200 2 pl 10 Fjord\n\nKILL =\n\n    Kill 0123. The port did not open.\n\n121815 GMT Sep 15\n", "number"},
		{"npr0201 2 pl 10 Fjord\n\nNorway/Ports/\nKILL KILL KILL =\n\n    npr0123\n    npr0999\n\n121815 GMT Sep 15\n", "number"},
		{"MANDATORY KILL\n\nEditors: the service kills npr0123 of 12 September. A corrected story follows.\n\nAP-WF-09-12-15 1815GMT", "number"},
		{"BC-Norway--Fish Talks, KILL\n\nEditors: the story is killed. The talks go on.\n\nAP-WF-09-12-15 1815GMT", "slug"},
		{"KILL\n\nEditors: please kill the story slugged BC-Norway--Fish Talks, filed at 1015 GMT. The talks go on.\n\nAP-WF-09-12-15 1815GMT", "slug"},
		{"npr0203\nBULLETIN KILL\n\nThe story slugged BC-Norway--Fish Talks has been killed. The talks go on.\n\nAP-WF-09-12-15 1815GMT", "slug"},
		{"npr0204\nURGENT KILL\n\nEditors: npr0123 is killed.\n\nAP-WF-09-12-15 1815GMT", "number"},
		{"KILL\n\nPlease do not use our story of today on how the mayor of Veldmar resigns over a bridge. He does not.\n\nAP-WF-09-12-15 1815GMT", "words"},
		{"KILL\n\nPlease do not use our story on the opera of Arvik and its conductor.\n\nAP-WF-09-12-15 1815GMT", ""},
		{"npr0202 2 pl 10 Fjord\n\nNorway/Ports/\nKILL =\n\n    Kill our story, please.\n\n121815 GMT Sep 15\n", ""},
		{"KILL\n\nnpr0777\n\nAP-WF-09-12-15 1815GMT", ""},
		{"BC-Norway--Fish Talks, KILL\n\nEditors: the story of last week is killed.\n\nAP-WF-09-22-15 1815GMT", ""},
	} {
		for _, first := range []bool{true, false} {
			if got := hit(t, c.notice, first); got != c.hits {
				t.Errorf("%q, the notice first: %v: hits %q, want %q", c.notice, first, got, c.hits)
			}
		}
	}
}

func hit(t *testing.T, notice string, first bool) string {
	t.Helper()
	s := memory.New()
	ids := map[string]string{}
	put := func(name, text string) {
		b, err := intake.Take(intake.Input{Bytes: []byte(text), Day: calendar.Date(2015, 9, 12), Source: "npr"})
		if err != nil || len(b.Stories) != 1 {
			t.Fatalf("%q: %+v, %v", text, b, err)
		}
		r, err := s.Put(t.Context(), record.Entry{Story: b.Stories[0]})
		if err != nil {
			t.Fatal(err)
		}
		ids[name] = r[0].StoryID
	}
	if first {
		put("notice", notice)
	}
	for _, name := range [...]string{"number", "slug", "words", "matter"} {
		put(name, wire[name])
	}
	if !first {
		put("notice", notice)
	}
	found := ""
	for name, id := range ids {
		e, err := s.Story(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if e.Version.Kind == news.Kill {
			found += name
		}
	}
	loose, err := s.Notices(t.Context())
	if err != nil || (len(loose) > 0) != (found == "") {
		t.Errorf("%q: %d notices mean nothing, and %q was hit; %v", notice, len(loose), found, err)
	}
	return found
}
