package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/line"
)

type evalGrowth struct {
	Pattern []string      `arg:"" optional:"" name:"PATTERN" help:"Names of built-in patterns, or prefixes of them; all where none is given."`
	File    []string      `placeholder:"FILE" help:"Measure text from a file too, from its beginning and as often as it takes." type:"existingfile"`
	Largest int           `default:"512" placeholder:"KB" help:"The largest size; each other is half the one after it, down to 4."`
	Tries   int           `default:"1" placeholder:"N" help:"Measure each size so often and keep the smallest time."`
	Limit   time.Duration `default:"60s" help:"Leave out a size that would take longer than this."`
}

// Run prints a line a pattern: cost at the largest size, exponents.
func (c *evalGrowth) Run(ctx context.Context, a *App) error {
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	patterns, err := c.patterns()
	if err != nil {
		return err
	}
	var sizes []int
	for kb := 4; kb <= c.Largest; kb *= 2 {
		sizes = append(sizes, kb<<10)
	}
	if err := eval.WriteGrowthHead(a.Out); err != nil {
		return err
	}
	for _, p := range patterns {
		g, err := eval.Grow(ctx, l, p, sizes, max(c.Tries, 1), c.Limit)
		if err != nil {
			return err
		}
		if err := g.WriteLine(a.Out); err != nil {
			return err
		}
	}
	return nil
}

// patterns returns the built-in patterns asked for, and the files.
func (c *evalGrowth) patterns() ([]eval.GrowthPattern, error) {
	all, err := eval.GrowthPatterns()
	if err != nil {
		return nil, err
	}
	var out []eval.GrowthPattern
	for _, p := range all {
		if len(c.Pattern)+len(c.File) == 0 || hasAnyPrefix(p.Name, c.Pattern) {
			out = append(out, p)
		}
	}
	for _, name := range c.File {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out = append(out, eval.GrowthPattern{Name: name, Unit: string(b), Plain: true})
	}
	if len(out) == 0 {
		return nil, &usageError{fmt.Sprintf("eval growth: no pattern is called %s", strings.Join(c.Pattern, ", "))}
	}
	return out, nil
}

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
