package eval

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// view is a fact of any kind as patterns ask for it. What a kind does not
// have stays empty.
type view struct {
	words     map[string]*string            // type, status, unit …: one word each
	parties   map[string][]party            // actors, recipients, by, to, of
	roles     map[string]*party             // speaker, addressee, asserted_by, place
	times     map[string]*calendar.Interval // time, period, due, made, and a date's value
	numbers   map[string]*float64           // value, upper
	contains  string                        // the words in which a pattern's "contains" is sought
	text      string
	name      []string // name and mentions of an entity
	offices   []fact.Office
	links     map[string]string
	anonymous bool
}

// party is who does something, as the scorer sees it.
type party struct {
	code    string
	sectors []string
	names   []string
}

// viewer makes views of the facts of one reading.
type viewer struct {
	r    *fact.Reading
	byID map[string]*fact.Entity
}

// load puts the facts of a kind into views, once.
func load(views map[string][]view, r *fact.Reading, kind string) error {
	if _, ok := views[kind]; ok {
		return nil
	}
	views[kind] = nil
	if r == nil {
		return nil
	}
	v := viewer{r: r, byID: map[string]*fact.Entity{}}
	for i := range r.Entities {
		v.byID[r.Entities[i].ID] = &r.Entities[i]
	}
	switch kind {
	case "event":
		views[kind] = each(r.Events, v.event)
	case "quote":
		views[kind] = each(r.Quotes, v.quote)
	case "figure":
		views[kind] = each(r.Figures, v.figure)
	case "pledge":
		views[kind] = each(r.Pledges, v.pledge)
	case "entity":
		views[kind] = each(r.Entities, v.entity)
	case "date":
		views[kind] = each(r.Dates, v.date)
	case "dateline":
		if d := r.Story.Dateline; d != nil {
			views[kind] = []view{v.dateline(d)}
		}
	default:
		return fmt.Errorf("there is no kind of fact %q", kind)
	}
	return nil
}

func each[T any](facts []T, f func(*T) view) []view {
	out := make([]view, len(facts))
	for i := range facts {
		out[i] = f(&facts[i])
	}
	return out
}

func (v viewer) event(e *fact.Event) view {
	return view{
		words: map[string]*string{
			"type": &e.Type, "status": word(e.Status), "mode": e.Mode,
			"plover": word(e.Codes.Plover), "cameo": word(e.Codes.Cameo), "quad": fact.Ptr(strconv.Itoa(e.Codes.Quad)),
		},
		parties:  map[string][]party{"actors": v.parties(e.Actors), "recipients": v.parties(e.Recipients)},
		roles:    map[string]*party{"asserted_by": v.role(e.AssertedBy), "place": v.role(e.Place)},
		times:    map[string]*calendar.Interval{"time": e.Time},
		contains: v.slice(e.Evidence.Start, e.Evidence.End),
	}
}

func (v viewer) quote(q *fact.Quote) view {
	var said []string
	for _, s := range q.Content {
		said = append(said, v.slice(s.Start, s.End))
	}
	return view{
		words:    map[string]*string{"quote_kind": &q.Kind},
		roles:    map[string]*party{"speaker": v.role(q.Speaker), "addressee": v.role(q.Addressee), "place": v.role(q.Place)},
		times:    map[string]*calendar.Interval{"time": q.Time},
		contains: strings.Join(said, " "), anonymous: q.Anonymous,
	}
}

func (v viewer) figure(f *fact.Figure) view {
	of := make([]party, 0, len(f.Of))
	for _, id := range f.Of {
		of = append(of, *v.role(&id))
	}
	return view{
		words:    map[string]*string{"unit": f.Unit, "qualifier": word(f.Qualifier), "measure": f.Measure},
		parties:  map[string][]party{"of": of},
		times:    map[string]*calendar.Interval{"period": f.Period},
		numbers:  map[string]*float64{"value": &f.Value, "upper": f.Upper},
		contains: v.slice(f.Evidence.Start, f.Evidence.End),
	}
}

func (v viewer) pledge(p *fact.Pledge) view {
	return view{
		words:    map[string]*string{"asserted": &p.Asserted, "state": &p.State},
		parties:  map[string][]party{"by": v.parties(p.By), "to": v.parties(p.To)},
		times:    map[string]*calendar.Interval{"due": p.Due, "made": p.Made},
		contains: v.slice(p.What.Start, p.What.End),
	}
}

func (v viewer) entity(e *fact.Entity) view {
	names := []string{e.Name}
	for _, m := range e.Mentions {
		names = append(names, v.slice(m.Start, m.End))
	}
	return view{
		words: map[string]*string{"entity_kind": word(e.Kind), "country": e.Country},
		name:  names, offices: e.Offices, links: e.Links, anonymous: e.Anonymous,
	}
}

func (v viewer) date(d *fact.Date) view {
	return view{
		words: map[string]*string{"duration": d.Duration},
		times: map[string]*calendar.Interval{"value": d.Value},
		text:  v.slice(d.Start, d.End),
	}
}

func (v viewer) dateline(d *fact.Dateline) view {
	return view{words: map[string]*string{"dateline_place": d.Place, "agency": d.Agency, "dateline_date": word(d.Date.String()), "country": d.Country}}
}

// word returns nil for an empty word, which a reading leaves out.
func word[T ~string](s T) *string {
	if s == "" {
		return nil
	}
	return fact.Ptr(string(s))
}

func (v viewer) parties(ps []fact.Party) []party {
	out := make([]party, len(ps))
	for i, p := range ps {
		out[i] = party{p.Code, p.Sectors, v.names(p.Entity)}
	}
	return out
}

// role returns the party that an entity id stands for; nil for none.
func (v viewer) role(id *string) *party {
	if id == nil {
		return nil
	}
	p := &party{names: v.names(id)}
	if e := v.byID[*id]; e != nil {
		p.sectors = e.Sectors
		if e.Country != nil {
			p.code = *e.Country
		}
	}
	return p
}

func (v viewer) names(id *string) []string {
	if id == nil {
		return nil
	}
	e := v.byID[*id]
	if e == nil {
		return nil
	}
	out := []string{e.Name}
	for _, m := range e.Mentions {
		if m.Kind == fact.Name {
			out = append(out, v.slice(m.Start, m.End))
		}
	}
	return out
}

func (v viewer) slice(start, end int) string {
	t := v.r.Story.Text
	return t[min(max(start, 0), len(t)):max(min(end, len(t)), min(max(start, 0), len(t)))]
}
