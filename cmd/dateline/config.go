package main

import (
	"fmt"
	"text/tabwriter"
)

type configCmd struct{}

// Run prints every setting with its value and where it comes from.
func (c *configCmd) Run(a *App) error {
	w := tabwriter.NewWriter(a.Out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "SETTING\tVALUE\tFROM\tWHAT IT IS")
	for _, s := range a.Config.Settings() {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", s.Key, s.Value, s.Origin, s.Doc)
	}
	for _, name := range a.Config.Secrets() {
		fmt.Fprintf(w, "secret.%s\t(hidden)\t\twhat gives access to sources that name it\n", name)
	}
	return w.Flush()
}
