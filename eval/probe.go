package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/datelinewire/dateline/fact"
)

// Probe is a piece of news with what a careful reader finds in it: the facts
// that must be there, those that must not, and the kinds of which there are
// no others.
type Probe struct {
	ID         string    `json:"id"`
	Date       string    `json:"date"`
	Text       string    `json:"text"`
	Tags       []string  `json:"tags"`
	Expect     []Pattern `json:"expect"`
	Forbid     []Pattern `json:"forbid"`
	Exhaustive []string  `json:"exhaustive"`
}

// ReadProbes reads one probe a line.
func ReadProbes(r io.Reader) ([]Probe, error) {
	var out []Probe
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			var p Probe
			if err := json.Unmarshal(line, &p); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			out = append(out, p)
		}
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// Tally counts what the probes of one tag ask for and what was read.
type Tally struct {
	Expected, Found  int // facts that must be there
	Forbids, Broken  int // patterns that no fact may fit
	Extra, Exhausted int // facts too many, over how many exhaustive kinds
}

// Recall returns Found of Expected; 1 where nothing is expected.
func (t Tally) Recall() float64 { return share(t.Found, t.Expected) }

// Silence returns the share of forbidden patterns that nothing fits.
func (t Tally) Silence() float64 { return share(t.Forbids-t.Broken, t.Forbids) }

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// Miss is an expected fact that was not found, or a forbidden one that was.
type Miss struct {
	Probe   *Probe
	Pattern Pattern
	Wrong   bool // a forbidden fact was found
	Number  int  // of the pattern among those that its probe expects or forbids, from 1
}

// Name names a miss by its probe and number.
func (m Miss) Name() string {
	if m.Wrong {
		return fmt.Sprintf("%s forbid %d", m.Probe.ID, m.Number)
	}
	return fmt.Sprintf("%s expect %d", m.Probe.ID, m.Number)
}

func (m Miss) String() string {
	word := "MISS "
	if m.Wrong {
		word = "WRONG"
	}
	return fmt.Sprintf("%s %s  %s\n      in: %s", word, m.Probe.ID, m.Pattern, clip(m.Probe.Text, 300))
}

func clip(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// Score compares readings with probes. It does what score.py of the probes'
// makers does: each expected pattern takes a fact of its own, the first that
// fits; tags are counted apart and together under ALL and ALL.kind.
type Score struct {
	Tags   map[string]*Tally
	Misses []Miss
	Extras []string // "ID extra KIND N": N facts of a kind too many
	Unread int      // probes without a reading
	Levels map[fact.Confidence]*Level
	prefix string
}

// Level counts the events of one confidence: Right is the first that fits an
// expected pattern, Wrong fits a forbidden one or is one too many in a probe
// that lists all events; of those Left out no probe says anything.
type Level struct{ Right, Wrong, Left int }

// NewScore begins a score over the tags that begin with prefix.
func NewScore(prefix string) *Score {
	return &Score{Tags: map[string]*Tally{}, Levels: map[fact.Confidence]*Level{}, prefix: prefix}
}

// Total returns the tally over all probes.
func (s *Score) Total() Tally {
	if t := s.Tags["ALL"]; t != nil {
		return *t
	}
	return Tally{}
}

// Failures names all that was read otherwise than the probes ask for, in their
// order.
func (s *Score) Failures() []string {
	var out []string
	for _, m := range s.Misses {
		out = append(out, m.Name())
	}
	return append(out, s.Extras...)
}

// Add compares a reading, or nil for none, with its probe.
func (s *Score) Add(p *Probe, r *fact.Reading) error {
	tags := s.tagsOf(p)
	if len(tags) == 0 {
		return nil
	}
	if r == nil {
		s.Unread++
	}
	used := map[string]map[int]bool{}
	views := map[string][]view{}
	broken := map[int]bool{}
	for n, want := range p.Expect {
		kind := want.Kind()
		if err := load(views, r, kind); err != nil {
			return fmt.Errorf("%s: %w", p.ID, err)
		}
		hit, err := s.expected(views[kind], used, kind, want)
		if err != nil {
			return fmt.Errorf("%s: %w", p.ID, err)
		}
		if !hit {
			s.Misses = append(s.Misses, Miss{p, want, false, n + 1})
		}
		s.count(tags, kind, func(t *Tally) { t.Expected++; t.Found += bit(hit) })
	}
	for n, want := range p.Forbid {
		kind := want.Kind()
		if err := load(views, r, kind); err != nil {
			return fmt.Errorf("%s: %w", p.ID, err)
		}
		at, err := firstMatch(views[kind], want, nil)
		if err != nil {
			return fmt.Errorf("%s: %w", p.ID, err)
		}
		if at >= 0 {
			s.Misses = append(s.Misses, Miss{p, want, true, n + 1})
			broken[at] = broken[at] || kind == "event"
		}
		s.count(tags, kind, func(t *Tally) { t.Forbids++; t.Broken += bit(at >= 0) })
	}
	for _, kind := range p.Exhaustive {
		if err := load(views, r, kind); err != nil {
			return fmt.Errorf("%s: %w", p.ID, err)
		}
		extra := len(views[kind]) - len(used[kind])
		if extra > 0 {
			s.Extras = append(s.Extras, fmt.Sprintf("%s extra %s %d", p.ID, kind, extra))
		}
		s.count(tags, kind, func(t *Tally) { t.Extra += extra; t.Exhausted++ })
	}
	if r != nil {
		s.weigh(r.Events, used["event"], broken, slices.Contains(p.Exhaustive, "event"))
	}
	return nil
}

// weigh counts the events of one reading by their confidence.
func (s *Score) weigh(events []fact.Event, used, broken map[int]bool, exhaustive bool) {
	for n := range events {
		c := events[n].Confidence
		if s.Levels[c] == nil {
			s.Levels[c] = &Level{}
		}
		switch l := s.Levels[c]; {
		case broken[n], exhaustive && !used[n]:
			l.Wrong++
		case used[n]:
			l.Right++
		default:
			l.Left++
		}
	}
}

// WriteLevels writes one line a confidence of events.
func (s *Score) WriteLevels(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-28s %8s %8s %7s %9s\n", "events by confidence", "right", "wrong", "share", "left out")
	for _, c := range [...]fact.Confidence{fact.High, fact.Medium, fact.Low} {
		if l := s.Levels[c]; l != nil {
			fmt.Fprintf(&b, "%-28s %8d %8d %7.3f %9d\n", c, l.Right, l.Wrong, share(l.Right, l.Right+l.Wrong), l.Left)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (s *Score) tagsOf(p *Probe) []string {
	tags := p.Tags
	if len(tags) == 0 {
		tags = []string{"untagged"}
	}
	var out []string
	for _, t := range tags {
		if strings.HasPrefix(t, s.prefix) {
			out = append(out, t)
		}
	}
	return out
}

func (s *Score) expected(views []view, used map[string]map[int]bool, kind string, want Pattern) (bool, error) {
	if used[kind] == nil {
		used[kind] = map[int]bool{}
	}
	at, err := firstMatch(views, want, used[kind])
	if at < 0 {
		return false, err
	}
	used[kind][at] = true
	return true, nil
}

func (s *Score) count(tags []string, kind string, add func(*Tally)) {
	for _, t := range tags {
		s.tally(t, add)
	}
	s.tally("ALL", add)
	s.tally("ALL."+kind, add)
}

func (s *Score) tally(tag string, add func(*Tally)) {
	if s.Tags[tag] == nil {
		s.Tags[tag] = &Tally{}
	}
	add(s.Tags[tag])
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// WriteTable writes one line a tag, those of ALL last.
func (s *Score) WriteTable(w io.Writer) error {
	tags := make([]string, 0, len(s.Tags))
	for t := range s.Tags {
		tags = append(tags, t)
	}
	sort.Slice(tags, func(i, j int) bool {
		a, b := strings.HasPrefix(tags[i], "ALL"), strings.HasPrefix(tags[j], "ALL")
		if a != b {
			return b
		}
		return tags[i] < tags[j]
	})
	var b strings.Builder
	fmt.Fprintf(&b, "%-28s %8s %8s %7s %9s %9s %7s\n", "tag", "expected", "found", "recall", "forbidden", "violated", "extra")
	for _, name := range tags {
		t := s.Tags[name]
		recall := "-"
		if t.Expected > 0 {
			recall = fmt.Sprintf("%.3f", t.Recall())
		}
		fmt.Fprintf(&b, "%-28s %8d %8d %7s %9d %9d %7d\n", name, t.Expected, t.Found, recall, t.Forbids, t.Broken, t.Extra)
	}
	if s.Unread > 0 {
		fmt.Fprintf(&b, "%d probes have no reading\n", s.Unread)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
