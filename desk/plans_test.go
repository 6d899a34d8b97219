package desk_test

import (
	"context"
	"fmt"
	"html"
	"testing"
	"time"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record/memory"
)

// TestPlans lists what is announced from today on, by day, with what became of it.
func TestPlans(t *testing.T) {
	store := memory.New()
	now := time.Date(2016, 1, 3, 12, 0, 0, 0, time.UTC)
	d, err := desk.New(desk.Options{Store: store, Listen: home, Reader: handReader{}, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	plan := func(uid, title string, day int) news.Plan {
		return news.Plan{Source: "Harbour", UID: uid, Title: title, From: now.AddDate(0, 0, day), To: now.AddDate(0, 0, day).Add(time.Hour), Place: "Arvik", URL: "javascript:alert(1)", Text: "<b>Come</b>"}
	}
	off := plan("2", "Port talks", 1)
	off.Status, off.Sequence = news.Cancelled, 1
	if _, err := store.PutPlans(context.Background(), plan("1", "Fair gone by", -2), plan("2", "Port talks", 1), off, plan("3", "Vote", 9)); err != nil {
		t.Fatal(err)
	}
	code, body := get(t, d, "/plans")
	has(t, body, "Port talks", "cancelled", "version 2", "Monday, 4 January 2016", "2016-01-04 12:00-13:00", "Arvik", "Harbour", "Vote", "&lt;b&gt;Come")
	lacks(t, body, "Fair gone by", "javascript:alert")
	if code != 200 {
		t.Errorf("status %d", code)
	}
	_, body = get(t, d, "/plans?from=2016-01-01&to=2016-01-02")
	has(t, body, "Fair gone by")
	lacks(t, body, "Vote")
	_, body = get(t, d, "/plans?from=2020-01-01")
	has(t, body, "Nothing is announced")
	if code, _ = get(t, d, "/plans?from=soon"); code != 400 {
		t.Errorf("status %d", code)
	}
	var many []news.Plan
	for i := range 120 {
		many = append(many, plan(fmt.Sprint("m", i), fmt.Sprintf("Sailing %03d", i), 20+i))
	}
	if _, err := store.PutPlans(context.Background(), many...); err != nil {
		t.Fatal(err)
	}
	_, body = get(t, d, "/plans?from=2016-01-20")
	has(t, body, "Sailing 000", "Sailing 099", "Later")
	lacks(t, body, "Sailing 100")
	_, body = get(t, d, "/plans?"+html.UnescapeString(between(t, body, `href="/plans?`, `"`)))
	has(t, body, "Sailing 100", "Sailing 119")
	lacks(t, body, "Sailing 099", "Later")
}
