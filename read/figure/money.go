package figure

import (
	"cmp"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/world"
)

// shareOut notes for each name that currencies of several countries bear (rupee,
// peso) whose they are: a currency's code begins with that of its country. What
// is called dollar is American unless it is called otherwise.
func (v *vocabulary) shareOut(w *world.World) {
	if w == nil {
		return
	}
	countries := map[string]string{}
	for _, c := range w.Countries() {
		countries[c.ISO2] = c.ISO3
	}
	v.shared = map[string]map[string]string{}
	for name, code := range v.names {
		i := strings.LastIndexByte(name, ' ')
		bare := name[i+1:]
		if i < 0 || len(code) != 3 || v.names[bare] == "" || v.names[bare] == dollar {
			continue
		}
		if v.shared[bare] == nil {
			v.shared[bare] = map[string]string{}
		}
		if of := countries[code[:2]]; of != "" {
			v.shared[bare][of] = code
		}
	}
	for bare, of := range v.shared {
		if code := v.names[bare]; len(code) == 3 && countries[code[:2]] != "" {
			of[countries[code[:2]]] = code
		}
	}
}

// dollar is the currency that its bare name means wherever it stands.
const dollar = "USD"

// local returns the currency that its bare name at atom j means by the countries
// around it: the one country of the sentence that has one of that name, else the
// dateline's, else the story's first. It is "" where no country has, or several
// of the sentence have.
func (p *parser) local(name string, j int) string {
	of := p.v.shared[name]
	if len(of) == 0 || p.at(j).tok < 0 {
		return ""
	}
	found := ""
	s := &p.d.Sentences[p.s]
	for m, end := p.w.MentionsIn(int(s.First), int(s.Last)); m < end; m++ {
		code := of[countryOf(&p.w.Reading.Entities[p.w.Mentions[m].Entity])]
		if code != "" && found != "" && code != found {
			return ""
		}
		found = cmp.Or(code, found)
	}
	if i := slices.IndexFunc(p.homes(), func(c string) bool { return of[c] != "" }); found == "" && i >= 0 {
		found = of[p.homes()[i]]
	}
	return found
}

// homes returns the countries of the story: that of its dateline, then the
// others as they are first named.
func (p *parser) homes() []string {
	if p.homely {
		return p.home
	}
	p.homely = true
	r := p.w.Reading
	if d := r.Story.Dateline; d != nil && d.Country != nil {
		p.home = append(p.home, *d.Country)
	}
	for i := range r.Entities {
		p.home = append(p.home, countryOf(&r.Entities[i]))
	}
	return p.home
}

func countryOf(e *fact.Entity) string {
	if e.Country == nil {
		return ""
	}
	return *e.Country
}
