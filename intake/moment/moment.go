// Package moment reads dates as feeds and pages write them. The texts of all
// dates of one feed or page go in, with what is known of where it comes from;
// the moment or the day that each of them says comes out, in the zone in which
// it was written, or an error that says why it cannot be read.
//
//	r := moment.NewReader([]string{"Fri, 07/14/2023 - 10:30", "07/04/2023"}, moment.Hints{})
//	m, err := r.Read("07/04/2023") // 4 July 2023: the other date puts the month first
//
// Names of months and weekdays are known in English, 27 other European
// languages, Arabic, Indonesian and Malay, zones by name and by offset. Limits: what has no year, no day or
// no month is not read; neither are words such as "yesterday".
package moment

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
)

// maxText is the most bytes of a date's text.
const maxText = 100

// slack is how far a date may lie ahead: a day, since zones are often wrong.
const slack = 24 * time.Hour

// Moment is what a date says.
type Moment struct {
	// Time is in the zone that was written, so that its day is the writer's.
	// Where only a day is known, it is that day's midnight in UTC.
	Time time.Time
	// Exact says that the time of day is known. Without a zone it was taken to
	// be in UTC, and Zoned is false.
	Exact, Zoned bool
	// Trouble says what could not be read, or "".
	Trouble string
}

// Day returns the civil day, as the writer's calendar had it.
func (m Moment) Day() calendar.Day { return calendar.Of(m.Time) }

// Hints are what is known of the source of the dates. The zero value says
// nothing.
type Hints struct {
	Language string    // BCP 47: en-IE, de
	Host     string    // of the address: its ending may name a country
	Now      time.Time // when the source was fetched; zero: dates ahead are not noticed
	// Latest are dates that none of the others can come after by the source's
	// own word: when a feed says that it was built.
	Latest []string
}

// Reader reads the dates of one source. It may be used by several goroutines
// at once.
type Reader struct {
	hints  Hints
	region []string // most telling first: IE, en
	order  order
}

// NewReader returns a reader for a source whose dates are texts. It decides
// from all of them whether the month or the day comes first where both are
// numbers.
func NewReader(texts []string, h Hints) *Reader {
	r := &Reader{hints: h, region: regions(h)}
	r.order = r.decide(texts)
	return r
}

// Read returns what a date says of whose source nothing is known.
func Read(s string) (Moment, error) { return NewReader(nil, Hints{}).Read(s) }

// Read returns what a date says. It fails with Invalid, saying why, for what
// is no date, is one in several ways, lies more than a day ahead of Hints.Now,
// or is the first midnight of a clock that nobody set.
func (r *Reader) Read(s string) (Moment, error) {
	p, err := r.collect(s)
	if err != nil {
		return Moment{}, invalid(s, err)
	}
	day, err := p.civil(r.order)
	if err != nil {
		return Moment{}, invalid(s, err)
	}
	m := p.at(day)
	switch year := m.Time.Year(); {
	case unset(m.Time):
		return Moment{}, invalid(s, errors.New("it is where the clocks of computers begin: nobody set it"))
	case year < 1000 || year > 2200:
		return Moment{}, invalid(s, fmt.Errorf("its year, %d, cannot be right", year))
	case !r.hints.Now.IsZero() && m.Time.After(r.hints.Now.Add(slack)):
		return Moment{}, invalid(s, errors.New("it lies ahead"))
	}
	return m, nil
}

func invalid(s string, err error) error {
	return &fault.Error{Op: "read date", Kind: fault.Invalid, ID: fmt.Sprintf("%.60q", s), Err: err}
}

// unset reports whether t is a midnight at which clocks begin. One zone away
// counts as well: the first midnight of 1970 in UTC is still 1969 in America.
func unset(t time.Time) bool {
	for _, zone := range [...]*time.Location{time.UTC, t.Location()} {
		u := t.In(zone)
		if h, m, s := u.Clock(); h == 0 && m == 0 && s <= 1 && tables().unset[u.Format(time.DateOnly)] {
			return true
		}
	}
	return false
}

// regions returns the country and the languages of a source, the most telling
// first: an address is given on purpose, a language is often left as it was.
func regions(h Hints) []string {
	var out []string
	if i := strings.LastIndexByte(h.Host, '.'); i >= 0 && len(h.Host)-i == 3 {
		if country := strings.ToUpper(h.Host[i+1:]); country == "UK" {
			out = append(out, "GB")
		} else {
			out = append(out, country)
		}
	}
	language, rest, _ := strings.Cut(strings.ReplaceAll(h.Language, "_", "-"), "-")
	for _, part := range strings.Split(rest, "-") {
		if len(part) == 2 {
			out = append(out, strings.ToUpper(part))
		}
	}
	if language != "" {
		out = append(out, strings.ToLower(language))
	}
	return out
}

// folded returns a text as the tables have it: composed, in small letters.
func folded(s string) string { return strings.ToLower(norm.NFC.String(s)) }
