package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// latin reports whether a name can be written in a story in English.
func latin(name string) bool {
	for _, r := range name {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return name != ""
}

// places lays out the places by country, then population. Spellings of small
// places in other languages are left out.
func (c *compiler) places(rows []row) []byte {
	var out []byte
	for i, r := range rows {
		lat, _ := strconv.ParseFloat(r.get("lat"), 64)
		lon, _ := strconv.ParseFloat(r.get("lon"), 64)
		id, _ := strconv.ParseUint(r.get("geonameid"), 10, 32)
		people, _ := strconv.ParseUint(r.get("population"), 10, 32)
		out = c.strings(out, r.get("name"), c.iso2[r.get("iso2")], r.get("admin1"), r.get("feature_code"))
		for _, v := range []uint32{uint32(id), uint32(int32(math.Round(lat * 1e4))), uint32(int32(math.Round(lon * 1e4))), uint32(people)} {
			out = binary.LittleEndian.AppendUint32(out, v)
		}
		c.add(world.KindPlace, i, r.get("name"), r.get("ascii"))
		for _, a := range r.list("aliases") {
			if len(a) >= 4 && latin(a) && (people >= 200000 || r.get("source") == "hand" || r.get("feature_code") == "PPLC") {
				c.add(world.KindPlace, i, a)
			}
		}
	}
	c.told = append(c.told, fmt.Sprintf("%d places", len(rows)))
	return out
}

// holder is a line of the holders table.
type holder struct {
	person, class, code int
	office              string
	from, to            uint32
}

// holders lays out persons, their offices, the offices by country and class,
// the parts of personal names, and how often each part is a given name or a
// surname.
func (c *compiler) holders(rows, extra []row) [][]byte {
	type person struct{ name, qid string }
	at := map[person]int{}
	var persons []person
	var all []holder
	for _, r := range rows {
		if !latin(r.get("person")) {
			continue
		}
		p := person{r.get("person"), strings.TrimPrefix(r.get("qid"), "Q")}
		if _, ok := at[p]; !ok {
			at[p] = 0
			persons = append(persons, p)
		}
	}
	slices.SortFunc(persons, func(a, b person) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.qid, b.qid)) })
	for i, p := range persons {
		at[p] = i
	}
	for _, r := range rows {
		if !latin(r.get("person")) {
			continue
		}
		p := at[person{r.get("person"), strings.TrimPrefix(r.get("qid"), "Q")}]
		all = append(all, holder{p, c.classes[r.get("office_class")], c.code(r.get("iso3")), r.get("office"), day(r.get("from")), day(r.get("to"))})
	}
	slices.SortStableFunc(all, func(a, b holder) int {
		return cmp.Or(a.person-b.person, cmp.Compare(a.from, b.from), a.class-b.class)
	})
	var people, spells []byte
	next := 0
	for i, p := range persons {
		for next < len(all) && all[next].person < i {
			next++
		}
		qid, _ := strconv.ParseUint(p.qid, 10, 32)
		people = c.strings(people, p.name)
		people = binary.LittleEndian.AppendUint32(people, uint32(qid))
		people = binary.LittleEndian.AppendUint32(people, uint32(next))
	}
	people = c.strings(people, "") // a last record, so that each ends where the next begins
	people = binary.LittleEndian.AppendUint32(people, 0)
	people = binary.LittleEndian.AppendUint32(people, uint32(len(all)))
	for _, h := range all {
		spells = c.strings(spells, h.office)
		for _, v := range []uint32{h.from, h.to, uint32(h.person), uint32(h.code)<<8 | uint32(h.class)} {
			spells = binary.LittleEndian.AppendUint32(spells, v)
		}
	}
	c.told = append(c.told, fmt.Sprintf("%d persons", len(persons)), fmt.Sprintf("%d offices held", len(all)))
	names := make([]string, len(persons))
	for i, p := range persons {
		names[i] = p.name
	}
	return [][]byte{people, spells, byOffice(all), c.nameParts(names), nameStats(names, extra)}
}

// byOffice lists spells by code and class, the earliest first: the pair and
// the spell.
func byOffice(all []holder) []byte {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := all[i], all[j]
		return cmp.Or(a.code-b.code, a.class-b.class, cmp.Compare(a.from, b.from))
	})
	var out []byte
	for _, i := range order {
		out = binary.LittleEndian.AppendUint32(out, uint32(all[i].code)<<8|uint32(all[i].class))
		out = binary.LittleEndian.AppendUint32(out, uint32(i))
	}
	return out
}

// day turns 2012-04-23, 2012-04 or 2012 into 20120423, 20120400 or 20120000.
func day(s string) uint32 {
	n, _ := strconv.ParseUint(strings.ReplaceAll(s, "-", ""), 10, 32)
	for len(s) < 10 && len(s) > 0 {
		n, s = n*100, s+"-00"
	}
	return uint32(n)
}

// nameParts lists the keys of the parts of each person's name.
func (c *compiler) nameParts(names []string) []byte {
	type part struct{ key, person uint32 }
	var parts []part
	for i, n := range names {
		for _, key := range world.NameKeys(n) {
			k := table.KeyHash(key)
			if main, ok := c.mainOf[k]; ok {
				k = main
			}
			parts = append(parts, part{k, uint32(i)})
		}
	}
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.person, b.person))
	})
	parts = slices.Compact(parts)
	var out []byte
	for _, p := range parts {
		out = binary.LittleEndian.AppendUint32(out, p.key)
		out = binary.LittleEndian.AppendUint32(out, p.person)
	}
	return out
}

// nameStats counts how often a word is the first and the last part of a
// personal name. Extra names come from our own list and count as many.
func nameStats(names []string, extra []row) []byte {
	type count struct{ given, last int }
	counts := map[uint32]*count{}
	at := func(word string) *count {
		k := uint32(table.WordHash(word))
		if counts[k] == nil {
			counts[k] = &count{}
		}
		return counts[k]
	}
	for _, n := range names {
		parts := strings.Fields(n)
		if len(parts) < 2 {
			continue
		}
		at(parts[0]).given++
		at(parts[len(parts)-1]).last++
	}
	for _, r := range extra {
		switch r.get("kind") {
		case "given":
			at(r.get("name")).given += 20
		case "surname":
			at(r.get("name")).last += 20
		}
	}
	keys := make([]uint32, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var out []byte
	for _, k := range keys {
		out = binary.LittleEndian.AppendUint32(out, k)
		out = append(out, byte(min(counts[k].given, 255)), byte(min(counts[k].last, 255)))
	}
	return out
}

// variants lists spellings of one name: key and key of the main spelling.
func (c *compiler) variants(rows []row) []byte {
	type pair struct{ from, to uint32 }
	var pairs []pair
	for _, r := range rows {
		if r.get("scope") != "part" || strings.Contains(r.get("name"), " ") {
			continue
		}
		main := table.KeyHash(table.NameKey(r.get("name")))
		for _, v := range r.list("variants") {
			if k := table.KeyHash(table.NameKey(v)); k != main && !strings.ContainsAny(v, " ") {
				pairs = append(pairs, pair{k, main})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	pairs = slices.CompactFunc(pairs, func(a, b pair) bool { return a.from == b.from })
	c.mainOf = map[uint32]uint32{}
	var out []byte
	for _, p := range pairs {
		c.mainOf[p.from] = p.to
		out = binary.LittleEndian.AppendUint32(out, p.from)
		out = binary.LittleEndian.AppendUint32(out, p.to)
	}
	return out
}
