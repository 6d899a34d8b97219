package feed

import (
	"regexp"
	"strings"
)

// maxName is the most bytes of a name.
const maxName = 120

var (
	mail     = regexp.MustCompile(`[^\s()<>,;"]+@[^\s()<>,;"]+`)
	brackets = regexp.MustCompile(`[(<\[]\s*(?:mailto:)?\s*[)>\]]`)
	between  = regexp.MustCompile(`\s*[;|]\s*|\s+(?:and|&|und|et|y|e)\s+`)
)

// byline returns the names in a line of names. Mail addresses are no names: one
// is returned only where there is nothing else.
func byline(line string) []string {
	line = words{value: line}.line()
	line = strings.TrimSpace(trimFold(line, "by "))
	address, rest := "", line
	if strings.Contains(line, "@") {
		address = mail.FindString(line)
		rest = strings.TrimSpace(brackets.ReplaceAllString(mail.ReplaceAllString(line, ""), ""))
	}
	if n := len(rest); n > 1 && rest[0] == '(' && rest[n-1] == ')' {
		rest = strings.TrimSpace(rest[1 : n-1]) // mail (Name), as RSS has it
	}
	rest = strings.Trim(rest, ` ,;"`)
	switch {
	case len(rest) > maxName, strings.Contains(rest, "://"):
		return nil
	case rest == "" && address != "" && len(address) <= maxName:
		return []string{address}
	case rest == "":
		return nil
	}
	if !strings.ContainsAny(rest, ";|,") && strings.Count(rest, " ") < 2 {
		return []string{rest}
	}
	var out []string
	for _, part := range between.Split(rest, -1) {
		out = append(out, commas(part)...)
	}
	for _, name := range out {
		if !strings.Contains(name, " ") {
			return []string{rest} // "Hald and Sons" is one
		}
	}
	return out
}

// commas cuts a list of whole names at its commas: "Hald, Ines" is one name.
func commas(s string) []string {
	parts := strings.Split(s, ",")
	for i, p := range parts {
		if parts[i] = strings.TrimSpace(p); !strings.Contains(parts[i], " ") {
			return []string{s}
		}
	}
	return parts
}

// trimFold leaves out what s begins with, in letters of any case.
func trimFold(s, begin string) string {
	if len(s) > len(begin) && strings.EqualFold(s[:len(begin)], begin) {
		return s[len(begin):]
	}
	return s
}
