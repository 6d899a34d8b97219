// Package roleset is PropBank's inventory of senses. What goes in is a lemma;
// what comes out are the rolesets that it may have as a verb, a noun or an
// adjective, each with its numbered roles. See CARD.md beside package role for
// the source and the licence of the table.
package roleset

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
)

// Classes of words for which a lemma has rolesets: a set.
const (
	Verb = 1 << iota
	Noun
	Adjective
	Light // as a light verb
)

// LightNumber is the number of the sense of a light verb, as in make.LV.
const LightNumber = 62

// Role is a numbered role of a roleset.
type Role struct {
	Number uint8
	Tag    uint32 // its function, as Tag has it: PAG (proto-agent), PPT (proto-patient), GOL (goal) ...
}

// Roleset is a sense with its roles.
type Roleset struct {
	Name   string // announce.01
	Number int    // 1
	Hash   uint32 // of the name
	Roles  []Role
	// Pattern stands for the roles with their functions.
	Pattern uint32
	// Particle is the second word of a phrasal verb: up of pick_up.04, "" for
	// others.
	Particle string
	// Auxiliary: it never has arguments, as be.03 of the passive.
	Auxiliary bool
}

// Choice is a roleset that a lemma may have as a word of one class.
type Choice struct {
	*Roleset
	Class uint8 // as what the lemma has it
	Seen  int   // how often the training texts have it so
}

// Inventory holds all rolesets.
type Inventory struct {
	lemmas map[string][]Choice
	byName map[string]*Roleset
}

// Parse reads a table: a line a roleset, with its name, its roles (0:PAG
// 1:PPT; - where it is an auxiliary), and its lemmas, each as v:announce:12, with the class by its letter
// (v, n, a, l) and how often the training texts have it; columns are set apart
// by tabs, what stands in them by spaces. Blanks in lemmas are underscores.
func Parse(table string) (*Inventory, error) {
	inv := &Inventory{lemmas: map[string][]Choice{}, byName: map[string]*Roleset{}}
	n := 0
	for line := range strings.Lines(table) {
		n++
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		if err := inv.add(line); err != nil {
			return nil, fmt.Errorf("rolesets, line %d: %w", n, err)
		}
	}
	return inv, nil
}

func (inv *Inventory) add(line string) error {
	f := strings.Split(line, "\t")
	if len(f) != 3 {
		return fmt.Errorf("%d columns, want 3", len(f))
	}
	r := New(f[0])
	r.Auxiliary = f[1] == "-"
	r.Pattern = hash(f[1])
	for _, s := range strings.Fields(strings.TrimPrefix(f[1], "-")) {
		number, tag, ok := strings.Cut(s, ":")
		k, err := strconv.ParseUint(number, 10, 3)
		if !ok || err != nil {
			return fmt.Errorf("role %q", s)
		}
		r.Roles = append(r.Roles, Role{uint8(k), hash(tag)})
	}
	for _, s := range strings.Fields(f[2]) {
		class, rest, _ := strings.Cut(s, ":")
		lemma, count, ok := strings.Cut(rest, ":")
		seen, err := strconv.Atoi(count)
		bit := strings.Index("vnal", class)
		if !ok || err != nil || bit < 0 || len(class) != 1 {
			return fmt.Errorf("lemma %q", s)
		}
		inv.lemmas[lemma] = append(inv.lemmas[lemma], Choice{r, 1 << bit, seen})
	}
	inv.byName[r.Name] = r
	return nil
}

// New returns a roleset by its name alone, without roles.
func New(name string) *Roleset {
	r := &Roleset{Name: name, Hash: hash(name), Number: 1}
	base, number, _ := strings.Cut(name, ".")
	_, r.Particle, _ = strings.Cut(base, "_")
	if number == "LV" {
		r.Number = LightNumber
	} else if k, err := strconv.Atoi(number); err == nil && k > 0 {
		r.Number = min(k, LightNumber-1)
	}
	return r
}

// Tag returns the number that stands for a function tag in Role.Tag.
func Tag(name string) uint32 { return hash(name) }

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

// Of returns the rolesets of a lemma, which must not be changed; nil where it
// has none.
func (inv *Inventory) Of(lemma string) []Choice { return inv.lemmas[lemma] }

// Get returns the roleset of that name, without roles where it is not in the
// table.
func (inv *Inventory) Get(name string) *Roleset {
	if r := inv.byName[name]; r != nil {
		return r
	}
	return New(name)
}
