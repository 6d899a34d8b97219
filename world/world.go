// Package world holds what is known before a story is read: countries,
// organisations, titles, places, and who held which office when. What goes in
// are the words of a text; what comes out are the things that those words can
// stand for. Which of them they do stand for is the reader's business.
//
// The facts ship as one file of tables that is read in place (see table);
// gen compiles it from the data pack, and NOTICE names its sources.
package world

import (
	_ "embed" // the tables
	"slices"
	"sort"

	"github.com/datelinewire/dateline/world/table"
)

//go:generate go run ./gen -from ../../shared/world -extra extra -to data/world.bin

//go:embed data/world.bin
var data string

// World answers questions about the world. It is safe for use by many
// goroutines at once.
type World struct {
	file    *table.File
	lexicon table.Lexicon
	isoAt   map[string]int
	codes   []string
	codeAt  map[string]int
	sec     [sectionCount]table.Section
	orgs    []Org
	titles  []Title
	agents  []Agent
	nations []Country
}

// The sections of the file, after the pool of strings and the three of the
// phrase list.
const (
	secCountries = iota
	secRegions
	secHistory
	secOrgs
	secTitles
	secAgents
	secPlaces
	secPersons
	secSpells
	secByOffice
	secParts
	secStats
	secVariants
	secCodes
	sectionCount
)

// The kinds of thing that a phrase can stand for (table.Ref.Kind).
const (
	KindCountry          = iota + 1 // Russia
	KindAdjective                   // Russian
	KindPeople                      // Russians
	KindCapital                     // Moscow, as the seat of Russia; the index is the country's
	KindRegion                      // Chechnya, Central Asia
	KindRegionAdjective             // Chechen
	KindRegionPeople                // Chechens
	KindHistory                     // Soviet Union
	KindHistoryAdjective            // Soviet
	KindOrg                         // Gazprom
	KindPlace                       // Khujand
	KindTitle                       // foreign minister
	KindAgent                       // border guards
)

// Flags of a reference.
const (
	Capitals   = 1 << iota // the name is written in capitals only: US, IMF
	LowerStart             // the name may begin with a small letter: al-Qaeda
	PluralForm             // the phrase is the plural of a title
)

// Country is a country or territory of ISO 3166-1, or Kosovo.
type Country struct {
	ISO3, ISO2, Name, Official, Capital, Adjective, Borders, Subregion string
}

// Region is a part of a country, a breakaway entity or a region of the world.
type Region struct {
	Code, Name, Within, Kind, From, To string
}

// History is a former state or dependency. Successors are ISO codes of
// present-day states, joined by bars.
type History struct {
	ID, Name, From, To, Successors string
}

// Place is a populated place.
type Place struct {
	Name, ISO3, Admin1, Feature string
	GeoNames                    uint32
	Lat, Lon                    float64 // degrees
	Population                  int
}

// Load opens the tables.
func Load() (*World, error) {
	f, err := table.Open(data)
	if err != nil {
		return nil, err
	}
	w := &World{file: f, lexicon: f.Lexicon(1), isoAt: map[string]int{}, codeAt: map[string]int{}}
	for i := range w.sec {
		w.sec[i] = f.Section(4 + i)
	}
	for i := 0; i < len(w.sec[secCodes])/4; i++ {
		code := w.str(secCodes, 4*i)
		w.codes = append(w.codes, code)
		w.codeAt[code] = i
	}
	const size = 32
	for i := 0; i < len(w.sec[secCountries])/size; i++ {
		at := size * i
		c := Country{
			w.str(secCountries, at), w.str(secCountries, at+4), w.str(secCountries, at+8), w.str(secCountries, at+12),
			w.str(secCountries, at+16), w.str(secCountries, at+20), w.str(secCountries, at+24), w.str(secCountries, at+28),
		}
		w.isoAt[c.ISO3] = i
		w.nations = append(w.nations, c)
	}
	w.loadOrgs()
	w.loadRoles()
	return w, nil
}

// str returns the string whose place stands at an offset of a section.
func (w *World) str(section, offset int) string {
	return w.file.String(w.sec[section].U32(offset))
}

// CountryAt returns the country with an index of KindCountry, KindAdjective,
// KindPeople or KindCapital.
func (w *World) CountryAt(i int) *Country { return &w.nations[i] }

// Countries returns all countries, in the order of their codes.
func (w *World) Countries() []Country { return slices.Clone(w.nations) }

// NameOf returns the name of a country by its code; "" for one that is not known.
func (w *World) NameOf(iso3 string) string {
	if c := w.Country(iso3); c != nil {
		return c.Name
	}
	return ""
}

// Country returns the country with an ISO 3166-1 alpha-3 code (XKX for Kosovo),
// or nil.
func (w *World) Country(iso3 string) *Country {
	if i, ok := w.isoAt[iso3]; ok {
		return &w.nations[i]
	}
	return nil
}

// RegionAt returns the region with an index of KindRegion or its adjective.
func (w *World) RegionAt(i int) Region {
	at := 24 * i
	return Region{w.str(secRegions, at), w.str(secRegions, at+4), w.str(secRegions, at+8), w.str(secRegions, at+12), w.str(secRegions, at+16), w.str(secRegions, at+20)}
}

// HistoryAt returns the former state with an index of KindHistory.
func (w *World) HistoryAt(i int) History {
	at := 20 * i
	return History{w.str(secHistory, at), w.str(secHistory, at+4), w.str(secHistory, at+8), w.str(secHistory, at+12), w.str(secHistory, at+16)}
}

// PlaceAt returns the place with an index of KindPlace.
func (w *World) PlaceAt(i int) Place {
	at, s := 32*i, w.sec[secPlaces]
	return Place{
		Name: w.str(secPlaces, at), ISO3: w.str(secPlaces, at+4), Admin1: w.str(secPlaces, at+8), Feature: w.str(secPlaces, at+12),
		GeoNames: s.U32(at + 16), Lat: float64(int32(s.U32(at+20))) / 1e4, Lon: float64(int32(s.U32(at+24))) / 1e4, Population: int(s.U32(at + 28)),
	}
}

// PlacePopulation returns the population of the place with an index, and its
// country, without building the rest.
func (w *World) PlacePopulation(i int) (people int, iso3 string) {
	return int(w.sec[secPlaces].U32(32*i + 28)), w.str(secPlaces, 32*i+4)
}

// Match finds the longest name that begins with runs[0]. N is the number of
// runs in it, 0 for none; at is where Refs begin.
func (w *World) Match(runs []table.Run) (n int, at uint32) {
	return w.match(table.Names, runs, 12)
}

// MatchRole finds the longest title or role that begins with runs[0].
func (w *World) MatchRole(runs []table.Run) (n int, at uint32) {
	return w.match(table.Roles, runs, 12)
}

func (w *World) match(h table.Seed, runs []table.Run, longest int) (n int, at uint32) {
	for i := 0; i < len(runs) && i < longest; i++ {
		h = table.Join(h, runs[i].Hash)
		found, more := w.lexicon.Find(h)
		if found != 0 && runs[i].Last {
			n, at = i+1, found
		}
		if !more {
			break
		}
	}
	return n, at
}

// Lookup returns what a name stands for, without context.
func (w *World) Lookup(name string) []table.Ref {
	var room [16]table.Run
	runs := table.AppendRuns(room[:0], name, 0)
	for i := range runs {
		runs[i].Last = true
	}
	n, at := w.match(table.Names, runs, 16)
	if n != len(runs) {
		return nil
	}
	return w.Refs(nil, at)
}

// Refs appends the references that begin at a place.
func (w *World) Refs(to []table.Ref, at uint32) []table.Ref {
	for at != 0 {
		var r table.Ref
		r, at = w.lexicon.Next(at)
		to = append(to, r)
	}
	return to
}

// NameCounts returns how often the known office holders have a word as first
// and as last part of their names (at most 255 each), by the word's hash.
func (w *World) NameCounts(hash uint64) (given, last int) {
	s := w.sec[secStats]
	n, key := len(s)/6, uint32(hash)
	i := sort.Search(n, func(i int) bool { return s.U32(6*i) >= key })
	if i < n && s.U32(6*i) == key {
		return int(s[6*i+4]), int(s[6*i+5])
	}
	return 0, 0
}

// PlaceCountry returns the country of a place by its name alone, where that is
// sure: a capital, a region, or a place that dwarfs its namesakes.
func (w *World) PlaceCountry(name string) (iso3 string, ok bool) {
	var most, second int
	for _, r := range w.Lookup(name) {
		switch r.Kind() {
		case KindCapital, KindCountry:
			return w.CountryAt(r.Index()).ISO3, true
		case KindRegion:
			if in := w.RegionAt(r.Index()).Within; in != "" {
				return in, true
			}
		case KindPlace:
			people, in := w.PlacePopulation(r.Index())
			switch {
			case people > most && in != iso3:
				most, second, iso3 = people, most, in
			case people > most:
				most = people
			case people > second && in != iso3:
				second = people
			}
		}
	}
	return iso3, iso3 != "" && most >= 3*second
}

// IsPlace reports whether a name is that of a place, country or region.
func (w *World) IsPlace(name string) bool {
	for _, r := range w.Lookup(name) {
		switch r.Kind() {
		case KindCountry, KindCapital, KindRegion, KindPlace:
			return true
		}
	}
	return false
}

// RoleRef returns the reference at a place that MatchRole gave, and the place
// of the next one for the same phrase (0 after the last).
func (w *World) RoleRef(at uint32) (r table.Ref, next uint32) { return w.lexicon.Next(at) }
