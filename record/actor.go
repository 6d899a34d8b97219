package record

import (
	"strings"
	"unicode/utf8"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/world/table"
)

// Actors are those who act in many stories. What makes two mentions one actor
// is worked out from each by itself, so that it does not matter which came
// first: the identifier that the world data has for it, else its kind, its
// name in whatever romanisation, and its country. Two of one name and country
// are one actor until a person parts them; two of different countries never
// are.

// spellings are letters that romanisations write for one sound, and what is
// taken for it: no words, and the longest first. Never changed. So Sergey and
// Serguei are Sergei, Khamrokhon is Hamrohon, and Yusuf is Jusuf.
var spellings = [...][2]string{
	{"tsch", "c"},
	{"tch", "c"},
	{"sch", "s"},
	{"dzh", "j"},
	{"gue", "ge"},
	{"gui", "gi"},
	{"dj", "j"},
	{"kh", "h"},
	{"zh", "j"},
	{"ch", "c"},
	{"sh", "s"},
	{"ph", "f"},
	{"qu", "k"},
	{"ck", "k"},
	{"ts", "c"},
	{"tz", "c"},
	{"ou", "u"},
	{"oo", "u"},
	{"ee", "i"},
	{"iy", "i"},
	{"ij", "i"},
	{"ii", "i"},
	{"yi", "i"},
	{"yu", "u"},
	{"ju", "u"},
	{"iu", "u"},
	{"ya", "a"},
	{"ja", "a"},
	{"ia", "a"},
	{"yo", "o"},
	{"jo", "o"},
	{"x", "ks"},
	{"q", "k"},
	{"w", "v"},
	{"y", "i"},
}

// EntityKey names an entity across stories; "" for one without a name of its
// own. It is the kind with the Wikidata id where that is known (person/Q58217),
// else with name and country (person/sergei lavrov@RUS).
func EntityKey(n *fact.Entity) string {
	if q := n.Links["wikidata"]; q != "" {
		return string(n.Kind) + "/" + q
	}
	if n.Name == "" || n.Anonymous {
		return ""
	}
	key := string(n.Kind) + "/" + NameOf(n.Kind, n.Name)
	if n.Country != nil && *n.Country != "" && n.Kind != fact.Country {
		key += "@" + *n.Country
	}
	return key
}

// NameOf returns a name as keys have it: folded, and of a person in one
// spelling for all romanisations.
func NameOf(kind fact.EntityKind, name string) string {
	name = table.Fold(strings.Join(strings.Fields(name), " "))
	if kind == fact.Person {
		name = oneSpelling(name)
	}
	return name
}

// oneSpelling writes a folded name so that its romanisations are alike, and
// each double letter once.
func oneSpelling(name string) string {
	var b strings.Builder
	for name != "" {
		from, to := name[:1], name[:1]
		for _, x := range spellings {
			if strings.HasPrefix(name, x[0]) {
				from, to = x[0], x[1]
				break
			}
		}
		if len(to) == 1 && to[0] > ' ' && to[0] < utf8.RuneSelf && strings.HasSuffix(b.String(), to) {
			to = "" // a letter written twice
		}
		b.WriteString(to)
		name = name[len(from):]
	}
	return b.String()
}

// PartyKeys returns the entity keys of an event's parties, each once.
func PartyKeys(r *fact.Reading, ev *fact.Event) []string {
	return keysOfAll(r, ev.Actors, ev.Recipients)
}

// PledgeKeys returns the entity keys of a pledge's parties, each once.
func PledgeKeys(r *fact.Reading, p *fact.Pledge) []string { return keysOfAll(r, p.By, p.To) }

func keysOfAll(r *fact.Reading, sides ...[]fact.Party) []string {
	var out []string
	seen := map[string]bool{}
	for _, ps := range sides {
		for _, k := range keysOf(r, ps) {
			if k != "" && !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	return out
}

// keysOf returns the entity key of each party, "" for one that is no entity.
func keysOf(r *fact.Reading, ps []fact.Party) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		for k := range r.Entities {
			if n := &r.Entities[k]; p.Entity != nil && n.ID == *p.Entity {
				out[i] = EntityKey(n)
			}
		}
	}
	return out
}
