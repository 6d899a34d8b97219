package news

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/shared"
)

// TestProbes holds the datelines to those of the shared probes, and sees no
// dateline where they have none. One of them cannot be decided without
// knowledge of the world's wars.
func TestProbes(t *testing.T) {
	right, all := 0, 0
	for _, name := range []string{"gold/probes.jsonl", "seed/expected.jsonl"} {
		f, err := os.Open(shared.Path(t, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		in := bufio.NewScanner(f)
		in.Buffer(nil, 1<<22)
		for in.Scan() {
			expected, ok := probe(t, in.Bytes())
			if expected {
				all++
			}
			if expected && ok {
				right++
			}
		}
	}
	t.Logf("%d of %d datelines", right, all)
	if right < all-1 {
		t.Errorf("%d of %d datelines are right", right, all)
	}
}

// probe reads one probe's text and reports whether it expects a dateline and
// whether what was read agrees.
func probe(t *testing.T, line []byte) (expected, ok bool) {
	var p struct {
		ID     string
		Date   calendar.Day
		Text   string
		Expect []struct {
			Kind   string
			Place  string       `json:"dateline_place"`
			Day    calendar.Day `json:"dateline_date"`
			Agency string
		}
	}
	if err := json.Unmarshal(line, &p); err != nil {
		t.Fatalf("%.60s: %v", line, err)
	}
	st := Parse(p.Text, p.Date, nil)
	for _, want := range p.Expect {
		d := st.Dateline
		if want.Kind != "dateline" {
			continue
		}
		if d == nil {
			t.Logf("%s: no dateline", p.ID)
			return true, false
		}
		if (want.Place != "" && want.Place != d.Place) || (want.Agency != "" && want.Agency != d.Agency) || (!want.Day.IsZero() && want.Day != d.Date) {
			t.Logf("%s: got %s, %s, %s; want %s, %s, %s", p.ID, d.Place, d.Date, d.Agency, want.Place, want.Day, want.Agency)
			return true, false
		}
		return true, true
	}
	if st.Dateline != nil {
		t.Errorf("%s: a dateline where there is none: %+v", p.ID, *st.Dateline)
	}
	return false, false
}
