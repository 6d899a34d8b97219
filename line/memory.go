package line

import (
	"context"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/record"
)

// Memory gives what the stories of a record established to the passes.
type Memory struct{ Store record.Store }

// Known returns offices that people of that name are known to hold: see
// read.Memory.
func (m Memory) Known(ctx context.Context, name string, before calendar.Day) ([]read.Known, error) {
	held, err := m.Store.Known(ctx, name, before)
	out := make([]read.Known, len(held))
	for i, h := range held {
		out[i] = read.Known{
			Name: h.Name, Country: h.Country, Sectors: h.Sectors, Office: h.Office,
			Since: fact.Since{Story: h.StoryID, Headline: h.Headline, Day: h.Day},
		}
	}
	return out, err
}
