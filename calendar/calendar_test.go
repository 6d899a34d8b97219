package calendar

import (
	"encoding/json"
	"testing"
)

func TestParseAndString(t *testing.T) {
	for _, s := range []string{"2012", "2012-04", "2012-04-23"} {
		d, err := Parse(s)
		if err != nil || d.String() != s {
			t.Errorf("Parse(%q) = %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"", "12", "2012-13", "2012-02-30", "April"} {
		if d, err := Parse(s); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", s, d)
		}
	}
}

func TestArithmetic(t *testing.T) {
	f := func(got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	f(Date(2012, 1, 31).AddMonths(1).String(), "2012-02-29")
	f(Date(2012, 1, 31).AddMonths(-2).String(), "2011-11-30")
	f(Day{Year: 2012, Month: 11}.AddMonths(3).String(), "2013-02")
	f(Date(2012, 3, 1).AddDays(-1).String(), "2012-02-29")
	f(Day{Year: 2012, Month: 2}.Last().String(), "2012-02-29")
	f(Day{Year: 2012}.First().String(), "2012-01-01")
}

func TestIntervalJSON(t *testing.T) {
	b, err := json.Marshal(Until(Date(2012, 3, 31)))
	if want := `{"from":null,"to":"2012-03-31","grain":"open"}`; err != nil || string(b) != want {
		t.Errorf("got %s, %v, want %s", b, err, want)
	}
	var v Interval
	if err := json.Unmarshal(b, &v); err != nil || v != Until(Date(2012, 3, 31)) {
		t.Errorf("got %+v, %v", v, err)
	}
}
