package dateline

import (
	_ "embed"
	"strings"
)

//go:generate go run ./internal/notice

//go:embed NOTICE
var notice string

//go:embed LICENSE
var license string

//go:embed LICENSES.txt
var modules string

//go:embed desk/static/files/newsreader.LICENSE.txt
var newsreader string

// Notice returns what has to travel with the program: whose code and data are
// inside it, and the licences that ask to be handed on. It is part of the
// binary, because a binary is often handed on alone.
func Notice() string {
	line := "\n" + strings.Repeat("=", 78) + "\n"
	return strings.Join([]string{notice, license, newsreader, modules}, line)
}
