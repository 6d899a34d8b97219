package iptc

import (
	_ "embed" // the table of priorities
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/news"
)

//go:embed priority.tsv
var priorityFile string

// haste is what a code for priority means.
type haste struct {
	urgency int
	signal  news.Signal
}

var priorities = sync.OnceValue(func() map[string]haste {
	m := map[string]haste{}
	for line := range strings.Lines(priorityFile) {
		col := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if line[0] == '#' || len(col) != 4 {
			continue
		}
		n, err := strconv.Atoi(col[2])
		if err == nil {
			m[col[0]+" "+col[1]] = haste{n, news.Signal(col[3])}
		}
	}
	return m
})

// header is what stands before the text.
type header struct {
	service, number, category, slug string
	haste                           haste
	month, day                      int // of ANPA's date, 0 where there is none
	lines                           []string
}

// The header lines: service, number, priority, category and words of IPTC
// 7901; service level and number of ANPA 1312, and under it priority,
// category, slug, date and words.
var (
	line7901 = regexp.MustCompile(`^([A-Za-z]{2,4}) ?([0-9]{3,5}) +([1-9]) +([a-zA-Z]{1,3})\b`)
	line1312 = regexp.MustCompile(`^([a-zA-Z])([0-9]{3,5})(?:[ -]|$)`)
	under    = regexp.MustCompile(`^([a-zA-Z]) ([a-zA-Z]) +(.*?)(?: +([0-9]{1,2})-([0-9]{1,2}))?(?: +([0-9]{1,5}))?$`)
)

// headerOf reads the header of a message. It fails where the first line is of
// neither standard.
func headerOf(before string) (header, error) {
	var h header
	lines := strings.Split(strings.Trim(before, "\n"), "\n")
	first := clean(lines[0])
	rest := lines[1:]
	if m := line7901.FindStringSubmatch(first); m != nil {
		h.service, h.number, h.category = m[1], m[2], strings.ToLower(m[4])
		h.haste = priorities()["7901 "+m[3]]
	} else if m := line1312.FindStringSubmatch(first); m != nil {
		h.service, h.number = m[1], m[2]
		if len(rest) > 0 {
			rest = h.below(clean(rest[0]), rest)
		}
	} else {
		return h, batch.Invalid("its header %q is neither of IPTC 7901 (dpa0123 3 pl 120) nor of ANPA 1312 (a0123): ask its sender for the whole message", first[:min(len(first), 40)])
	}
	h.lines = rest
	return h, nil
}

// below reads ANPA's second line, and returns the lines behind it.
func (h *header) below(line string, rest []string) []string {
	m := under.FindStringSubmatch(line)
	if m == nil {
		return rest
	}
	h.haste, h.category, h.slug = priorities()["1312 "+strings.ToLower(m[1])], strings.ToLower(m[2]), m[3]
	h.month, h.day = atoi(m[4]), atoi(m[5])
	return rest[1:]
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// clean returns a line without the marks that begin and end it, its words
// parted by single blanks.
func clean(s string) string {
	return strings.Trim(strings.Join(strings.Fields(s), " "), "^<>=| ")
}

// dayOf returns the day of ANPA's date, in the year in which it lies nearest to the day
// of taking in.
func (h *header) dayOf(in calendar.Day) calendar.Day {
	if h.month < 1 || h.month > 12 || h.day < 1 || h.day > 31 || !in.Whole() {
		return calendar.Day{}
	}
	best := calendar.Day{}
	for y := int(in.Year) - 1; y <= int(in.Year)+1; y++ {
		d := calendar.Date(y, h.month, h.day)
		if best.IsZero() || abs(d.Sub(in)) < abs(best.Sub(in)) {
			best = d
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }
