package status_test

import (
	"testing"

	"github.com/datelinewire/dateline/grammar/status"
)

func TestNames(t *testing.T) {
	for s := status.Keep; s <= status.Presupposed; s++ {
		if got, ok := status.Parse(s.String()); !ok || got != s {
			t.Errorf("%s is read as %s", s, got)
		}
	}
	if _, ok := status.Parse("perhaps"); ok {
		t.Error("a status is called perhaps")
	}
}

// TestUnder: what a plan, a denial and a mere infinitive make of a visit.
func TestUnder(t *testing.T) {
	for _, c := range []struct {
		of, by status.Status
		bare   bool
		want   status.Status
	}{
		{status.Planned, status.Happened, false, status.Happened},
		{status.Cancelled, status.Planned, false, status.Cancelled},
		{status.Happened, status.Possible, false, status.Possible},
		{status.Happened, status.Possible, true, status.Happened},
		{status.Sought, status.NotHappened, true, status.NotHappened},
		{status.Sought, status.Keep, false, status.Sought},
	} {
		if got := c.of.Under(c.by, c.bare); got != c.want {
			t.Errorf("%s under %s is %s, want %s", c.of, c.by, got, c.want)
		}
	}
}
