package name

import (
	"context"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// recallDays is for how many days an office counts as held after a story said
// so. Ministers of wire stories serve some two years in the middle.
const recallDays = 730

// recall returns persons of whom neither the story nor the world says what they
// are the office that an earlier story gave them. A whole name is enough where
// all who bore it acted for one country; a surname wants that country, or a
// title like theirs, in the story too. Where two people fit, nobody is
// meant. The error is the memory's; what was found before it stays.
func (s *scan) recall(ctx context.Context) error {
	if s.w.Memory == nil || s.day == 0 {
		return nil
	}
	for i := range s.ents {
		e := &s.ents[i]
		if e.kind != fact.Person || e.many || e.anonymous || len(e.parts) == 0 || e.former || !s.lacksOffice(e) {
			continue
		}
		known, err := s.w.Memory.Known(ctx, e.name, s.w.Today)
		if err != nil {
			return err
		}
		if k, why := s.meant(e, known); k != nil {
			s.remember(int32(i), k)
		} else if why != "" {
			s.noteEntity(int32(i), "%s", why)
		}
	}
	return nil
}

// lacksOffice reports whether it is open what a person is: no office is known,
// or one without whose it is.
func (s *scan) lacksOffice(e *entity) bool {
	for _, o := range e.offices {
		if o.class == world.Honorific {
			continue
		}
		if o.basis != "text" || o.former || o.elsewhere || !ruling(o.class) || o.of != "" && o.of != e.iso {
			return false
		}
	}
	return true
}

// meant returns the office by which a person is known, or why there is none; no
// reason where nothing is remembered at all.
func (s *scan) meant(e *entity, known []read.Known) (best *read.Known, why string) {
	var fit []*read.Known
	for i := range known {
		if k := &known[i]; s.couldBe(e, k) {
			fit = append(fit, k)
		}
	}
	if len(fit) == 0 {
		if len(known) > 0 {
			why = "nobody known from earlier stories fits: country, title or time differ"
		}
		return nil, why
	}
	best = fit[0]
	for _, k := range fit[1:] {
		if !sameBearer(best.Name, k.Name) || *k.Country != *best.Country {
			return nil, "several people known from earlier stories bear this name"
		}
		// The latest story may say less: the minister, who is the interior minister.
		if strings.HasSuffix(k.Office.Title, " "+best.Office.Title) && !s.en.leaves(k.Office.Title) {
			best = k
		}
	}
	if s.en.leaves(best.Office.Title) || s.en.ended(best, known) {
		return nil, "known from an earlier story to have left office"
	}
	return best, ""
}

// ended reports whether a story no older than k's calls its holder a former one
// without saying of what country.
func (e *english) ended(k *read.Known, known []read.Known) bool {
	for i := range known {
		o := &known[i]
		if (o.Country == nil || *o.Country == "") && e.leaves(o.Office.Title) && sameBearer(k.Name, o.Name) && o.Since.Day.Sub(k.Since.Day) >= 0 {
			_, post, ok := strings.Cut(o.Office.Title, " ")
			if !ok {
				post = strings.TrimPrefix(o.Office.Title, "ex-")
			}
			if post == k.Office.Title || strings.HasSuffix(k.Office.Title, " "+post) {
				return true
			}
		}
	}
	return false
}

// couldBe reports whether an office known from an earlier story can be that of e
// today.
func (s *scan) couldBe(e *entity, k *read.Known) bool {
	if k.Country == nil || *k.Country == "" || older(k.Since.Day, s.w.Today) {
		return false
	}
	iso := *k.Country
	if e.iso != "" && e.iso != iso && (!e.implied || len(e.parts) == 1 && s.isoN[iso] == 0) {
		return false
	}
	like := false
	for _, o := range e.offices {
		if o.class == world.Honorific {
			continue
		}
		if o.title != k.Office.Title && !strings.HasSuffix(k.Office.Title, " "+o.title) {
			return false
		}
		like = true
	}
	words := strings.Fields(table.Fold(k.Name))
	if len(e.parts) > 1 {
		return len(words) > 1
	}
	return like || e.iso == iso || s.isoN[iso] > 0 || s.home == iso
}

// older reports whether a day lies further back than offices are taken for held.
func older(then, now calendar.Day) bool { return now.Sub(then) > recallDays }

// sameBearer reports whether two names can be one person's: one ends in the
// other.
func sameBearer(a, b string) bool {
	a, b = table.Fold(a), table.Fold(b)
	return a == b || strings.HasSuffix(a, " "+b) || strings.HasSuffix(b, " "+a)
}

// leaves reports whether a title says that the office is held no longer.
func (e *english) leaves(title string) bool {
	for w := range e.leavingPrefix.All() {
		rest, ok := strings.CutPrefix(title, w)
		if ok && (strings.HasSuffix(w, "-") || strings.HasPrefix(rest, " ")) {
			return true
		}
	}
	return false
}

// unimply takes back a country that was only a guess.
func (s *scan) unimply(e *entity) {
	for j := range e.offices {
		if o := &e.offices[j]; o.of == e.iso {
			o.of = ""
		}
	}
	if e.code == e.iso {
		e.code = ""
	}
	e.iso, e.implied = "", false
}

// remember gives person i the office known from an earlier story.
func (s *scan) remember(i int32, k *read.Known) {
	e := &s.ents[i]
	if e.implied {
		s.unimply(e)
	}
	if e.iso == "" {
		e.iso = *k.Country
	}
	if e.code == "" {
		e.code = e.iso
	}
	if len(e.sectors) == 0 {
		e.sectors = slices.Clone(k.Sectors)
	}
	of := e.iso
	if k.Office.Of != nil {
		of = *k.Office.Of
	}
	s.noteEntity(i, "%s, %s: known since %s, story %s", k.Office.Title, of, k.Since.Day, k.Since.Story)
	since := k.Since
	same := false
	for j := range e.offices { // titles of which only the country was open
		o := &e.offices[j]
		if o.of == "" && o.class != world.Honorific {
			o.of, o.basis, o.since = of, "both", &since
		}
		same = same || o.title == k.Office.Title
	}
	if same {
		return
	}
	e.offices = append(e.offices, office{title: k.Office.Title, of: of, basis: "world", since: &since})
}
