package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// compiler gathers the sections of the file.
type compiler struct {
	build   *table.Builder
	phrases *table.Phrases
	codes   []string       // codes of countries and other holders of offices
	codeAt  map[string]int // where they stand in codes
	country map[string]int // record of a country by ISO 3166-1 alpha-3
	iso2    map[string]string
	classes map[string]int
	mainOf  map[uint32]uint32 // main spelling of a part of a name, by their keys
	told    []string
}

func newCompiler() *compiler {
	c := &compiler{
		build: table.NewBuilder(), phrases: table.NewPhrases(mergeFlags), codeAt: map[string]int{},
		country: map[string]int{}, iso2: map[string]string{}, classes: map[string]int{},
	}
	for i, name := range world.ClassNames() {
		c.classes[name] = i
	}
	return c
}

// run reads all tables and lays out the sections in the order of
// world.Section constants.
func (c *compiler) run(from, extra string) error {
	tables := map[string][]row{}
	for _, name := range []string{"countries", "other_entities", "territories_hist", "orgs", "titles", "agents", "places", "holders", "name_variants"} {
		rows, err := read(filepath.Join(from, name+".tsv"))
		if err != nil {
			return err
		}
		tables[name] = rows
	}
	for _, name := range []string{"orgs", "places", "names", "regions"} {
		rows, err := read(filepath.Join(extra, name+".tsv"))
		if err != nil {
			return err
		}
		switch name {
		case "names":
			tables["extra_names"] = rows
		case "regions":
			tables["other_entities"] = append(tables["other_entities"], rows...)
		default:
			tables[name] = append(tables[name], rows...)
		}
	}
	drops, err := read(filepath.Join(extra, "drops.tsv"))
	if err != nil {
		return err
	}
	dropped := map[string]bool{}
	for _, r := range drops {
		dropped[r.get("table")+"\t"+r.get("phrase")] = true
	}
	c.drop(tables, dropped)
	variants := c.variants(tables["name_variants"])
	sections := [][]byte{
		c.countries(tables["countries"]),
		c.others(tables["other_entities"]),
		c.histories(tables["territories_hist"]),
		c.orgs(tables["orgs"]),
		c.titles(tables["titles"]),
		c.agents(tables["agents"]),
		c.places(tables["places"]),
	}
	sections = append(sections, c.holders(tables["holders"], tables["extra_names"])...)
	sections = append(sections, variants, c.codeList())
	buckets, entries, refs := c.phrases.Build()
	for _, s := range append([][]byte{buckets, entries, refs}, sections...) {
		c.build.Section(s)
	}
	c.told = append(c.told, fmt.Sprintf("%d phrases and beginnings", len(entries)/8))
	return nil
}

// drop takes away names that mislead more than they help.
func (c *compiler) drop(tables map[string][]row, dropped map[string]bool) {
	for name, rows := range tables {
		for _, r := range rows {
			for col, i := range r.cols {
				if i >= len(r.fields) || col == "name" && name != "titles" {
					continue
				}
				parts := strings.Split(r.fields[i], "|")
				kept := slices.DeleteFunc(parts, func(p string) bool { return dropped[name+"\t"+p] })
				r.fields[i] = strings.Join(kept, "|")
			}
		}
	}
}

func (c *compiler) strings(to []byte, fields ...string) []byte {
	for _, f := range fields {
		to = binary.LittleEndian.AppendUint32(to, c.build.String(f))
	}
	return to
}

func (c *compiler) code(iso string) int {
	if i, ok := c.codeAt[iso]; ok {
		return i
	}
	c.codes = append(c.codes, iso)
	c.codeAt[iso] = len(c.codes) - 1
	return len(c.codes) - 1
}

// add adds names of one thing to the phrases.
func (c *compiler) add(kind, index int, names ...string) {
	for _, n := range names {
		c.phrases.Add(table.Names, n, table.MakeRef(kind, flagsOf(n), index))
	}
}

// flagsOf returns how a name must be written in a text to be that name.
func flagsOf(name string) int {
	flags, letters, upper := 0, 0, 0
	first := true
	for _, r := range name {
		if !unicode.IsLetter(r) {
			continue
		}
		if first && unicode.IsLower(r) {
			flags |= world.LowerStart
		}
		first = false
		letters++
		if unicode.IsUpper(r) {
			upper++
		}
	}
	if letters > 1 && letters == upper && !strings.Contains(name, " ") {
		flags |= world.Capitals
	}
	return flags
}

func (c *compiler) countries(rows []row) []byte {
	var out []byte
	for i, r := range rows {
		iso := r.get("iso3")
		c.country[iso], c.iso2[r.get("iso2")] = i, iso
		c.code(iso)
		adj := ""
		if l := r.list("adjectives"); len(l) > 0 {
			adj = l[0]
		}
		out = c.strings(out, iso, r.get("iso2"), r.get("name"), r.get("official_name"), r.get("capital"), adj, r.get("borders"), r.get("subregion"))
		c.add(world.KindCountry, i, r.get("name"), r.get("official_name"))
		c.add(world.KindCountry, i, r.list("other_names")...)
		c.add(world.KindAdjective, i, r.list("adjectives")...)
		c.add(world.KindPeople, i, r.list("nouns")...)
		c.add(world.KindCapital, i, r.get("capital"))
		c.add(world.KindCapital, i, r.list("capital_aliases")...)
	}
	c.told = append(c.told, fmt.Sprintf("%d countries", len(rows)))
	return out
}

func (c *compiler) others(rows []row) []byte {
	var out []byte
	for i, r := range rows {
		c.code(r.get("code"))
		out = c.strings(out, r.get("code"), r.get("name"), r.get("within_iso3"), r.get("kind"), r.get("from"), r.get("to"))
		c.add(world.KindRegion, i, r.get("name"))
		c.add(world.KindRegion, i, r.list("aliases")...)
		c.add(world.KindRegionAdjective, i, r.list("adjectives")...)
		c.add(world.KindRegionPeople, i, r.list("nouns")...)
	}
	return out
}

func (c *compiler) histories(rows []row) []byte {
	var out []byte
	for i, r := range rows {
		out = c.strings(out, r.get("id"), r.get("name"), r.get("from"), r.get("to"), r.get("successors_iso3"))
		c.add(world.KindHistory, i, r.get("name"), r.get("long_name"))
		c.add(world.KindHistory, i, r.list("aliases")...)
		c.add(world.KindHistoryAdjective, i, r.list("adjectives")...)
	}
	return out
}

func (c *compiler) orgs(rows []row) []byte {
	rows = slices.DeleteFunc(rows, func(r row) bool { return r.get("source") == "cow-igo" })
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.get("id"), b.get("id")) })
	var out []byte
	for i, r := range rows {
		name := r.get("name")
		out = c.strings(out, r.get("id"), r.get("abbreviation"), name, r.get("kind"), r.get("iso3"), r.get("founded"), r.get("dissolved"))
		short, _, _ := strings.Cut(name, " (")
		c.add(world.KindOrg, i, short, r.get("abbreviation"))
		for _, a := range r.list("aliases") {
			c.add(world.KindOrg, i, strings.TrimPrefix(a, "the "))
		}
	}
	c.told = append(c.told, fmt.Sprintf("%d organisations", len(rows)))
	return out
}

func (c *compiler) titles(rows []row) []byte {
	var out []byte
	i := 0
	for _, r := range rows {
		title := r.get("title")
		class, ok := world.TitleClassOf(r.get("class"))
		if first, _, more := strings.Cut(title, " "); !ok || more && c.phrases.Known(table.Names, strings.TrimSuffix(first, "'s")) && unicode.IsUpper(rune(first[0])) && r.get("source") != "eps" {
			continue
		}
		if first, _, _ := strings.Cut(title, " "); first == "his" || first == "her" || title == "-san" {
			continue
		}
		level, _ := strconv.Atoi(r.get("level"))
		out = c.strings(out, title)
		out = binary.LittleEndian.AppendUint32(out, uint32(class))
		out = binary.LittleEndian.AppendUint32(out, uint32(level))
		c.phrases.Add(table.Roles, title, table.MakeRef(world.KindTitle, 0, i))
		if p := plural(title); p != title && class != world.Honorific {
			c.phrases.Add(table.Roles, p, table.MakeRef(world.KindTitle, world.PluralForm, i))
		}
		i++
	}
	c.told = append(c.told, fmt.Sprintf("%d titles", len(rows)))
	return out
}

// plural returns the plural of a title: of the noun before "of", "for" or "to",
// else of its last word.
func plural(title string) string {
	head, rest := title, ""
	for _, p := range []string{" of ", " for ", " to ", " in "} {
		if i := strings.Index(title, p); i > 0 && i < len(head) {
			head, rest = title[:i], title[i:]
		}
	}
	switch {
	case strings.HasSuffix(head, "."), strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss"), strings.HasSuffix(head, "-general"), strings.HasSuffix(head, "-elect"):
		return title
	case strings.HasSuffix(head, "man"):
		return head[:len(head)-2] + "en" + rest
	case strings.HasSuffix(head, "y") && !strings.HasSuffix(head, "ey"):
		return head[:len(head)-1] + "ies" + rest
	case strings.HasSuffix(head, "ss"), strings.HasSuffix(head, "ch"):
		return head + "es" + rest
	}
	return head + "s" + rest
}

func (c *compiler) agents(rows []row) []byte {
	var out []byte
	for i, r := range rows {
		out = c.strings(out, r.get("role"), r.get("sector_code"))
		c.phrases.Add(table.Roles, r.get("role"), table.MakeRef(world.KindAgent, 0, i))
	}
	return out
}

func (c *compiler) codeList() []byte {
	var out []byte
	return c.strings(out, c.codes...)
}

// mergeFlags joins the flags of two spellings that differ in capitals only:
// a name is written in capitals when both are, and may begin small when one
// does.
func mergeFlags(a, b int) int {
	return a&b&world.Capitals | (a|b)&(world.LowerStart|world.PluralForm)
}
