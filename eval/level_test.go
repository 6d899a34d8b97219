package eval

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/fact"
)

// TestLevels counts an expected, a forbidden and an unasked event.
func TestLevels(t *testing.T) {
	s := NewScore("")
	p := &Probe{ID: "t", Expect: []Pattern{{"kind": "event", "type": "CONSULT"}}, Forbid: []Pattern{{"kind": "event", "type": "AID"}}}
	r := &fact.Reading{Events: []fact.Event{
		{ID: "e1", Type: "CONSULT", Confidence: fact.High},
		{ID: "e2", Type: "AID", Confidence: fact.Low},
		{ID: "e3", Type: "STATE", Confidence: fact.High},
	}}
	if err := s.Add(p, r); err != nil {
		t.Fatal(err)
	}
	if got := *s.Levels[fact.High]; got != (Level{Right: 1, Left: 1}) {
		t.Errorf("high: %+v", got)
	}
	if got := *s.Levels[fact.Low]; got != (Level{Wrong: 1}) {
		t.Errorf("low: %+v", got)
	}
	var b strings.Builder
	if err := s.WriteLevels(&b); err != nil || !strings.Contains(b.String(), "high") {
		t.Errorf("%v: %q", err, b.String())
	}
}
