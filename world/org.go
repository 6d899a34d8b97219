package world

import "strings"

// Org is an organisation of any kind: a league of states, a ministry, a party,
// a firm, an armed group.
type Org struct {
	ID, Abbreviation, Name, Kind string
	ISO3                         string // seat, home or theatre; empty for world-wide bodies
	Founded, Dissolved           string
}

func (w *World) loadOrgs() {
	const size = 28
	n := len(w.sec[secOrgs]) / size
	w.orgs = make([]Org, n)
	for i := range w.orgs {
		at := size * i
		w.orgs[i] = Org{w.str(secOrgs, at), w.str(secOrgs, at+4), w.str(secOrgs, at+8), w.str(secOrgs, at+12), w.str(secOrgs, at+16), w.str(secOrgs, at+20), w.str(secOrgs, at+24)}
	}
}

// OrgAt returns the organisation with an index of KindOrg.
func (w *World) OrgAt(i int) *Org { return &w.orgs[i] }

// Existed reports whether the organisation existed on a day given as
// YYYY-MM-DD (an empty day: always). Founding years are from memory, so the
// year is what counts.
func (o *Org) Existed(day string) bool {
	if len(day) < 4 {
		return true
	}
	if len(o.Founded) >= 4 && o.Founded[:4] > day[:4] {
		return false
	}
	return len(o.Dissolved) < 4 || o.Dissolved[:4] >= day[:4]
}

// Party returns the code and the sectors by which events name the organisation:
// its country, or the group to which it belongs (PLOVER's codes).
func (o *Org) Party() (code string, sectors []string) {
	switch o.Kind {
	case "igo", "un_body", "mission", "bank", "alliance", "contact_group", "court", "forum", "eu_body":
		if code = o.group(); code == "IGO" && o.Kind == "bank" {
			return code, nil
		}
		return code, sectorsOf(o.Kind)
	case "ngo":
		return "NGO", nil
	case "company", "newspaper", "broadcaster", "agency", "pipeline", "sport", "think_tank":
		return "MNC", sectorsOf(o.Kind)
	}
	if o.ISO3 == "" {
		if o.Kind == "armed_group" {
			return "IMG", sectorsOf(o.Kind)
		}
		return "", sectorsOf(o.Kind)
	}
	return o.ISO3, sectorsOf(o.Kind)
}

// group returns the code of a body of several states. A national court or bank
// belongs to its country.
func (o *Org) group() string {
	switch {
	case o.Kind == "eu_body", o.ID == "eu":
		return "EUR"
	case o.Kind == "un_body", o.ID == "un", strings.HasPrefix(o.Name, "United Nations"):
		return "UNO"
	case o.Kind == "bank" && o.ISO3 != "":
		return "MNC"
	case o.Kind == "court" && o.ISO3 != "":
		return o.ISO3
	}
	return "IGO"
}

// sectorsOf returns the PLOVER sectors of a kind of organisation.
func sectorsOf(kind string) []string {
	switch kind {
	case "gov_body", "government", "royal", "central_bank", "initiative", "breakaway":
		return []string{"GOV"}
	case "legislature":
		return []string{"LEG"}
	case "military":
		return []string{"MIL"}
	case "police", "prison":
		return []string{"COP"}
	case "intelligence":
		return []string{"SPY"}
	case "court":
		return []string{"JUD"}
	case "party":
		return []string{"PTY"}
	case "opposition", "organisation":
		return []string{"OPP"}
	case "armed_group":
		return []string{"REB"}
	case "company", "bank", "pipeline":
		return []string{"BUS"}
	case "newspaper", "broadcaster", "agency":
		return []string{"JRN"}
	case "church":
		return []string{"REL"}
	case "sport", "think_tank":
		return []string{"CVL"}
	}
	return nil
}
