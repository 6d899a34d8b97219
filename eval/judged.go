package eval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// Judged returns what a person said of a fact as a probe: what is right,
// corrected or added is to be found in the words, what was wrong is not.
func Judged(x *service.Lesson) Probe {
	p := Probe{
		ID: "judged-" + x.ID, Date: x.Day.String(), Text: x.Text, Tags: []string{"judged." + string(x.Action), string(x.Kind)},
		Expect: []Pattern{}, Forbid: []Pattern{}, Exhaustive: []string{},
	}
	c := x.Claim
	switch {
	case x.Action == record.Reject && c != nil:
		p.Forbid = append(p.Forbid, patternOf(x, c))
	case x.Action == record.Reject:
		p.Forbid = append(p.Forbid, where(x))
	case c != nil:
		p.Expect = append(p.Expect, patternOf(x, c))
		if c.Was != nil && x.Kind == record.EventFact && (c.Was.Type != c.Type || c.Was.Status != c.Status) {
			wrong := where(x)
			wrong["type"], wrong["status"] = c.Was.Type, string(c.Was.Status)
			p.Forbid = append(p.Forbid, wrong)
		}
	}
	return p
}

// where names the fact by its kind and words alone.
func where(x *service.Lesson) Pattern {
	p := Pattern{"kind": string(x.Kind)}
	if words := strings.Join(strings.Fields(x.Words), " "); words != "" {
		p["contains"] = words
	}
	if x.Type != "" {
		p["type"] = x.Type
	}
	return p
}

// patternOf names a fact by all that a claim says of it.
func patternOf(x *service.Lesson, c *record.Claim) Pattern {
	p := where(x)
	times := func(field string) {
		if c.Day == nil {
			return
		}
		from, to := c.Day.From.String(), c.Day.To.String()
		if p[field] = from; from != to {
			p[field] = cmp.Or(from, "..") + "/" + cmp.Or(to, "..")
		}
	}
	switch x.Kind {
	case record.EventFact:
		p["type"], p["status"] = c.Type, string(c.Status)
		if c.Mode != "" {
			p["mode"] = c.Mode
		}
		p["actors"], p["recipients"] = sides(c.By), sides(c.To)
		times("time")
		if c.Place != nil {
			p["place"] = "=" + c.Place.Name
		}
	case record.PledgeFact:
		p["asserted"], p["by"] = c.State, sides(c.By)
		if len(c.To) > 0 {
			p["to"] = sides(c.To)
		}
		times("due")
	case record.QuoteFact:
		if len(c.By) > 0 {
			p["speaker"] = "=" + c.By[0].Name
		}
	case record.FigureFact:
		p["value"] = c.Value
		if c.Unit != "" {
			p["unit"] = c.Unit
		}
	}
	return p
}

// sides writes parties as patterns have them: a country by its code, others by
// their name.
func sides(all []record.Who) []string {
	out := []string{}
	for _, w := range all {
		if w.Name != "" && w.Kind != fact.Country && !slices.Contains(out, "="+w.Name) {
			out = append(out, "="+w.Name)
		} else {
			out = append(out, w.Code)
		}
	}
	return out
}
