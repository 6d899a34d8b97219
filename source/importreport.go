package source

import (
	"cmp"
	"slices"
)

// Bounds on a report.
const (
	mostReasons = 200
	mostNames   = 5
)

// ImportReport says what came of an import.
type ImportReport struct {
	Files   int `json:"files"`   // that were met
	Before  int `json:"before"`  // of them, those that were taken before and did not change since
	Parts   int `json:"parts"`   // files, messages, records and lines
	Stories int `json:"stories"` // that were taken
	New     int `json:"new"`     // of them, stories and versions that were not on record
	Plans   int `json:"plans"`
	// Formats, Passed and Refused are sorted, the most first. Of different
	// reasons 200 are told apart at most.
	Formats  []FormatCount `json:"formats"`
	NPassed  int           `json:"parts_passed_over"`
	Passed   []ReasonCount `json:"passed_over"`
	NRefused int           `json:"parts_refused"`
	Refused  []ReasonCount `json:"refused"`
}

// FormatCount is what came in one format, out of one kind of archive.
type FormatCount struct {
	Format  string `json:"format"`
	In      string `json:"in,omitempty"` // zip, tar, mbox, warc, json lines; empty: files by themselves
	Parts   int    `json:"parts"`
	Stories int    `json:"stories"`
	Plans   int    `json:"plans"`
}

// ReasonCount is how many parts were not taken for one reason, and the names of
// the first of them.
type ReasonCount struct {
	Why   string   `json:"why"`
	N     int      `json:"n"`
	Names []string `json:"names,omitempty"`
}

func (r *ImportReport) format(format, in string, stories, plans int) {
	for i := range r.Formats {
		if f := &r.Formats[i]; f.Format == format && f.In == in {
			f.Parts, f.Stories, f.Plans = f.Parts+1, f.Stories+stories, f.Plans+plans
			return
		}
	}
	r.Formats = append(r.Formats, FormatCount{format, in, 1, stories, plans})
}

func (r *ImportReport) passed(why string) {
	r.NPassed++
	r.Passed = count(r.Passed, why, "")
}

func (r *ImportReport) refused(name, why string) {
	r.NRefused++
	r.Refused = count(r.Refused, why, name)
}

// count counts a reason; what is one too many is counted as another.
func count(all []ReasonCount, why, name string) []ReasonCount {
	at := slices.IndexFunc(all, func(c ReasonCount) bool { return c.Why == why })
	if at < 0 && len(all) >= mostReasons {
		why = "for another reason"
		at = slices.IndexFunc(all, func(c ReasonCount) bool { return c.Why == why })
	}
	if at < 0 {
		at = len(all)
		all = append(all, ReasonCount{Why: why})
	}
	c := &all[at]
	c.N++
	if name != "" && len(c.Names) < mostNames {
		c.Names = append(c.Names, name)
	}
	return all
}

// close sorts what was counted.
func (r *ImportReport) close() {
	slices.SortStableFunc(r.Formats, func(a, b FormatCount) int { return cmp.Compare(b.Stories+b.Plans, a.Stories+a.Plans) })
	for _, l := range [...][]ReasonCount{r.Passed, r.Refused} {
		slices.SortStableFunc(l, func(a, b ReasonCount) int { return cmp.Compare(b.N, a.N) })
	}
}
