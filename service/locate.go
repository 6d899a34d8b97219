package service

import (
	"strings"
	"sync"

	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// places remembers where places are, by the keys of their entities.
type places struct {
	mu sync.Mutex
	by map[string]world.Place
}

// place returns where a place is by the key of its entity; for a country its
// capital. Of several that bear a name it is the largest in the key's country;
// without a country in the key nobody knows which of them is meant.
func (c *places) place(w *world.World, key string) (world.Place, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if p, ok := c.by[key]; ok {
		return p, p.Name != ""
	}
	if c.by == nil {
		c.by = map[string]world.Place{}
	}
	p := locate(w, key)
	c.by[key] = p
	return p, p.Name != ""
}

func locate(w *world.World, key string) world.Place {
	kind, name, _ := strings.Cut(key, "/")
	name, country, _ := strings.Cut(name, "@")
	if kind == "country" {
		if c := w.Country(countryOf(w, name)); c != nil {
			return largest(w, c.Capital, c.ISO3)
		}
		return world.Place{}
	}
	if country == "" {
		return world.Place{}
	}
	return largest(w, name, country)
}

// countryOf returns the code of a country by its name or code; "" for none.
func countryOf(w *world.World, name string) string {
	if c := w.Country(strings.ToUpper(name)); c != nil {
		return c.ISO3
	}
	for _, r := range w.Lookup(name) {
		if r.Kind() == world.KindCountry {
			return w.CountryAt(r.Index()).ISO3
		}
	}
	return ""
}

// largest returns the most populous place of that name in a country; one without
// Name where there is none.
func largest(w *world.World, name, country string) world.Place {
	var best world.Place
	for _, r := range w.Lookup(name) {
		if r.Kind() != world.KindPlace {
			continue
		}
		if p := w.PlaceAt(r.Index()); p.ISO3 == country && (best.Name == "" || p.Population > best.Population) {
			best = p
		}
	}
	return best
}

// Capital returns where a country's capital is; false where the maps do not
// know it.
func (s *Service) Capital(code string) (world.Place, bool) {
	w, err := s.theWorld()
	if err != nil {
		return world.Place{}, false
	}
	return s.places.place(w, "country/"+strings.ToLower(table.Fold(code)))
}
