package say

import "github.com/datelinewire/dateline/fact"

// Introduced returns a person with the office that a story says he holds, that of
// a country by the country's name as the story has it; "" where it says none.
func Introduced(r *fact.Reading, e *fact.Entity) string {
	for _, o := range e.Offices {
		if o.Basis == "world" || o.Title == "" {
			continue
		}
		for i := range r.Entities {
			if c := &r.Entities[i]; o.Of != nil && c.Kind == fact.Country && c.Country != nil && *c.Country == *o.Of {
				return Possessive(c.Called(r.Story.Text)) + " " + o.Title + " " + e.Name
			}
		}
		return o.Title + " " + e.Name
	}
	return ""
}
