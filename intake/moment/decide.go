package moment

import (
	"slices"
	"time"
)

// enough is how many different days show which number is the month by its
// never changing.
const enough = 4

// decide returns the order of day and month in a source, by the dates that
// leave it open when looked at alone. Each test leaves some orders out; the
// first that leaves but one decides: which of them make dates of all the
// texts; which of them make the weekdays right; which of them put nothing
// after the moment of fetching or building; what its language does; and which
// number never changes.
func (r *Reader) decide(texts []string) order {
	dates := r.numeric(texts)
	if len(dates) == 0 {
		return open
	}
	left := []order{dayFirst, monthFirst, yearFirst}
	for i, test := range [...]func([]*parts, order) bool{fits, weekdaysFit, r.notAhead, r.customary, monthsStay} {
		passed := slices.DeleteFunc(slices.Clone(left), func(o order) bool { return !test(dates, o) })
		switch {
		case len(passed) == 1:
			return passed[0]
		case len(passed) > 1:
			left = passed
		case i == 0:
			return open // the source has several orders: each date for itself
		}
	}
	return open
}

// numeric returns those dates that can be read in more than one order, or in
// one of those that are open in others.
func (r *Reader) numeric(texts []string) []*parts {
	var out []*parts
	for _, s := range texts {
		p, err := r.collect(s)
		if err == nil && p.month == 0 && p.whole == nil && len(p.numbers) == 3 && p.numbers[0].digits() < 3 && p.between[1] != "." {
			out = append(out, p)
		}
	}
	return out
}

func fits(dates []*parts, o order) bool {
	return !slices.ContainsFunc(dates, func(p *parts) bool { return !slices.Contains(p.orders(), o) })
}

func weekdaysFit(dates []*parts, o order) bool {
	return !slices.ContainsFunc(dates, func(p *parts) bool {
		t, err := p.under(o)
		return p.weekday >= 0 && (err != nil || int(t.Weekday()) != p.weekday)
	})
}

// notAhead reports whether no date lies ahead of the source's last moment.
func (r *Reader) notAhead(dates []*parts, o order) bool {
	last := r.hints.Now
	for _, s := range r.hints.Latest {
		p, err := r.collect(s)
		if err != nil || p.month == 0 && p.whole == nil && p.numbers[0].digits() != 4 {
			continue
		}
		if day, err := p.civil(open); err == nil && (last.IsZero() || day.Before(last)) {
			last = day.Add(slack)
		}
	}
	return last.IsZero() || !slices.ContainsFunc(dates, func(p *parts) bool {
		t, err := p.under(o)
		return err != nil || t.After(last.Add(slack))
	})
}

// customary reports whether the country or the language of the source has this
// order. Of the languages that the tables know only English, in some countries,
// puts the month first.
func (r *Reader) customary(_ []*parts, o order) bool {
	language := r.language()
	if r.countries() && !monthsFirst(r.region) {
		return o != monthFirst
	}
	return language == "" || language == "en" || !tables().writes(language) || o == dayFirst
}

// monthsStay reports whether the months are all one while the days are many. The
// first of a month shows nothing: some come out on that day.
func monthsStay(dates []*parts, o order) bool {
	days := map[int]bool{}
	var month time.Month
	for _, p := range dates {
		t, err := p.under(o)
		if err != nil || month != 0 && t.Month() != month || t.Month() == time.January {
			return false
		}
		month = t.Month()
		days[t.Day()] = true
	}
	return len(days) >= enough
}

// countries reports whether the source says which country it is of.
func (r *Reader) countries() bool { return len(r.region) > 0 && r.region[0] < "a" }

// monthsFirst reports whether one of the countries puts the month first, or may.
func monthsFirst(region []string) bool {
	return slices.ContainsFunc(region, func(c string) bool { return c == "US" || c == "CA" || c == "PH" })
}
