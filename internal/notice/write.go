package main

import (
	"regexp"
	"slices"
	"strings"
)

// heading opens the part of NOTICE that is written here: everything from it
// on is replaced.
const heading = "The Go modules in the program"

const preface = heading + ` (this part is written by go generate; the
texts of the licences are in LICENSES.txt, and dateline notice prints all; some
modules are in the program on some systems only):

Go, its standard library and runtime, BSD-3-Clause
  Copyright 2009 The Go Authors.
`

// withModules returns a NOTICE whose part about the modules is replaced.
func withModules(notice string, documents []*document) string {
	own, _, _ := strings.Cut(notice, heading)
	return strings.TrimRight(own, "\n") + "\n\n" + preface + strings.Join(entries(documents), "")
}

// entries returns what NOTICE says of each module: path, version, licences,
// and the copyright lines below.
func entries(documents []*document) []string {
	var out []string
	for _, of := range byModule(documents) {
		var licences, holders []string
		for _, d := range of {
			licences = append(licences, d.licences...)
			holders = append(holders, d.holders...)
		}
		slices.Sort(licences)
		var b strings.Builder
		b.WriteString("\n" + of[0].of.path + " " + of[0].of.version + ", ")
		b.WriteString(strings.Join(slices.Compact(licences), " AND ") + "\n")
		for i, h := range holders {
			if !slices.Contains(holders[:i], h) {
				b.WriteString("  " + h + "\n")
			}
		}
		out = append(out, b.String())
	}
	return out
}

// byModule splits the documents, which stand in the order of their modules.
func byModule(documents []*document) [][]*document {
	var out [][]*document
	for i, d := range documents {
		if i == 0 || documents[i-1].of != d.of {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], d)
	}
	return out
}

const textsPreface = `Texts of the licences of the Go modules in the program, each once, with the
modules under it and their copyright lines. NOTICE has the versions. Written by
go generate from the licence files of the modules. Go's own standard library
and runtime stand under the same text as golang.org/x/text.
`

var rule = "\n" + strings.Repeat("=", 78) + "\n"

// texts returns LICENSES.txt: every licence text once, however its lines are
// broken, with all who hand it on under it.
func texts(documents []*document) string {
	var keys []string
	groups := map[string][]*document{}
	for _, d := range documents {
		key := folded(d.terms())
		if groups[key] == nil {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], d)
	}
	var b strings.Builder
	b.WriteString(textsPreface)
	for _, key := range keys {
		b.WriteString(section(groups[key]))
	}
	return b.String()
}

// section returns a text with those that it belongs to. One that belongs to a
// single module stays as it was received, down to its title.
func section(same []*document) string {
	var b strings.Builder
	b.WriteString(rule + strings.Join(same[0].licences, " AND ") + "\n")
	for _, d := range same {
		b.WriteString(d.of.path + " (" + d.file + ")\n")
		if len(same) == 1 {
			return b.String() + "\n" + d.text + "\n"
		}
		for _, h := range d.holders {
			b.WriteString("  " + h + "\n")
		}
	}
	return b.String() + "\n" + same[0].terms() + "\n"
}

// title matches the lines above the terms of a licence that are neither terms
// nor copyright.
var title = regexp.MustCompile(`(?i)^(.{0,30}license.{0,10}|all rights reserved\.)$`)

// terms returns the text below title and copyright lines.
func (d *document) terms() string {
	lines := strings.Split(d.text, "\n")
	at := slices.IndexFunc(lines, func(l string) bool {
		l = strings.TrimSpace(l)
		return l != "" && !title.MatchString(l) && !copyright.MatchString(l)
	})
	return strings.Join(lines[max(at, 0):], "\n")
}
