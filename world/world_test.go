package world_test

import (
	"slices"
	"testing"

	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

func load(t testing.TB) *world.World {
	t.Helper()
	w, err := world.Load()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestLookup(t *testing.T) {
	w := load(t)
	for _, c := range []struct {
		name string
		kind int
		want string
	}{
		{"Russia", world.KindCountry, "RUS"},
		{"Russian", world.KindAdjective, "RUS"},
		{"Swedes", world.KindPeople, "SWE"},
		{"Yaounde", world.KindCapital, "CMR"},
		{"Yaoundé", world.KindCapital, "CMR"},
		{"N'Djamena", world.KindCapital, "TCD"},
		{"N’Djamena", world.KindCapital, "TCD"},
		{"Cote d'Ivoire", world.KindCountry, "CIV"},
		{"Democratic Republic of Congo", world.KindCountry, "COD"},
		{"Republic of Congo", world.KindCountry, "COG"},
		{"Guinea-Bissau", world.KindCountry, "GNB"},
		{"Congo-Brazzaville", world.KindCountry, "COG"},
	} {
		var got []string
		for _, r := range w.Lookup(c.name) {
			if r.Kind() == c.kind {
				got = append(got, w.CountryAt(r.Index()).ISO3)
			}
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("%s: got %v, want %s", c.name, got, c.want)
		}
	}
}

// TestTowns: a town is found by its English name, also where another country
// has a smaller one of that name.
func TestTowns(t *testing.T) {
	w := load(t)
	for name, want := range map[string]string{"Geneva": "CHE", "Hanover": "DEU", "Antwerp": "BEL", "Seville": "ESP", "Gothenburg": "SWE", "Genève": "CHE"} {
		if iso3, ok := w.PlaceCountry(name); !ok || iso3 != want {
			t.Errorf("%s: %q, %t, want %s", name, iso3, ok, want)
		}
	}
}

func TestHolders(t *testing.T) {
	w := load(t)
	for _, c := range []struct {
		code  string
		class world.OfficeClass
		day   uint32
		want  string
	}{
		{"RUS", world.StateHead, 20120423, "Dmitry Medvedev"},
		{"RUS", world.StateHead, 20120601, "Vladimir Putin"},
		{"RUS", world.ForeignMinister, 20120423, "Sergey Lavrov"},
		{"TJK", world.ForeignMinister, 20120423, "Hamrokhon Zarifi"},
	} {
		got := w.Holders(nil, c.code, c.class, c.day)
		if len(got) != 1 || w.PersonName(got[0].Person) != c.want {
			t.Errorf("%s %v on %d: got %v", c.code, c.class, c.day, got)
			for _, g := range got {
				t.Log(w.PersonName(g.Person))
			}
		}
	}
}

func TestPersons(t *testing.T) {
	w := load(t)
	for _, c := range []struct{ name, want string }{
		{"Sergei Lavrov", "Sergey Lavrov"},
		{"Emomali Rakhmon", "Emomali Rahmon"},
		{"Emomali Rakhmonov", "Emomali Rahmon"},
		{"Khamrokhon Zarifi", "Hamrokhon Zarifi"},
		{"Moammar Gadhafi", "Muammar Gaddafi"},
		{"Dmitri Medvedev", "Dmitry Medvedev"},
		{"Volodymyr Zelenskiy", "Volodymyr Zelenskyy"},
		{"Bashar Assad", "Bashar al-Assad"},
	} {
		var names []string
		for _, p := range w.Persons(nil, c.name) {
			names = append(names, w.PersonName(p))
		}
		if !slices.Contains(names, c.want) {
			t.Errorf("%s: got %q, want %q among them", c.name, names, c.want)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := world.Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	w := load(b)
	runs := table.AppendRuns(nil, "Democratic Republic of Congo", 0)
	for i := range runs {
		runs[i].Last = true
	}
	for b.Loop() {
		w.Match(runs)
	}
}
