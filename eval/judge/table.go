package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"text/tabwriter"
)

// tally counts verdicts.
type tally struct{ right, wrong, open int }

// table is what the verdicts come to.
type table struct {
	by     map[string]map[string]*tally // kind, then confidence
	missed map[string]int
	faults map[[2]string]int // kind and fault
}

func count(lines []line, book *ledger) table {
	t := table{by: map[string]map[string]*tally{}, missed: map[string]int{}, faults: map[[2]string]int{}}
	for _, l := range lines {
		for _, f := range l.facts {
			if t.by[f.kind] == nil {
				t.by[f.kind] = map[string]*tally{}
			}
			n := t.by[f.kind][f.confidence]
			if n == nil {
				n = &tally{}
				t.by[f.kind][f.confidence] = n
			}
			switch v := book.of(l.no, f.print); {
			case v == nil:
				n.open++
			case v.verdict == right:
				n.right++
			default:
				n.wrong++
				t.faults[[2]string{f.kind, v.fault}]++
			}
		}
		for _, v := range book.missed(l) {
			t.missed[v.kind]++
			t.faults[[2]string{v.kind, "missed " + v.fault}]++
		}
	}
	return t
}

func (t table) write(w io.Writer, kinds []string) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "kind\tconfidence\tright\tof\tshare\t95 %\tunjudged\tmissed\t")
	for _, kind := range kinds {
		var all tally
		rows := t.by[kind]
		for _, c := range slices.Sorted(maps.Keys(rows)) {
			all.right, all.wrong, all.open = all.right+rows[c].right, all.wrong+rows[c].wrong, all.open+rows[c].open
			if len(rows) > 1 {
				fmt.Fprintf(tw, "%s\t%s\t%s\t\t\n", kind, c, rows[c])
			}
		}
		fmt.Fprintf(tw, "%s\tall\t%s\t%d\t\n", kind, all, t.missed[kind])
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w)
	keys := slices.SortedFunc(maps.Keys(t.faults), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(t.faults[b], t.faults[a]), cmp.Compare(a[1], b[1]))
	})
	for _, k := range keys {
		if slices.Contains(kinds, k[0]) {
			fmt.Fprintf(w, "%4d  %s  %s\n", t.faults[k], k[0], k[1])
		}
	}
	return nil
}

// String returns the cells: right, of, share, interval, unjudged.
func (t tally) String() string {
	n := t.right + t.wrong
	if n == 0 {
		return fmt.Sprintf("-\t-\t-\t-\t%d", t.open)
	}
	lo, hi := wilson(t.right, n)
	return fmt.Sprintf("%d\t%d\t%.0f %%\t%.0f-%.0f\t%d", t.right, n, 100*float64(t.right)/float64(n), 100*lo, 100*hi, t.open)
}

// wilson returns the interval in which the true share lies 95 times in 100, for
// k of n drawn at random (Wilson 1927).
func wilson(k, n int) (lo, hi float64) {
	const z = 1.96
	p, m := float64(k)/float64(n), float64(n)
	mid := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, mid-half), min(1, mid+half)
}
