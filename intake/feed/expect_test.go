package feed

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// expectation is one comparison that a case of the other parser asks for: the
// way to a value, and what it is to be.
type expectation struct {
	path   string // feed.title, entries.0.content.0.value
	want   string // a string, or "None"
	tuple  string // a time as numbers, or ""
	number bool
}

var (
	literal  = regexp.MustCompile(`^u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")$`)
	pathWord = regexp.MustCompile(`\['?(\w+)'?\]|\.(\w+)`)
	pathForm = regexp.MustCompile(`^(feed|entries)(\['?\w+'?\]|\.\w+)+$`)
)

// expectations cuts an Expect line into its comparisons. What is no comparison
// of a value of the feed is returned among the others.
func expectations(line string) (out []expectation, others []string) {
	for _, clause := range parted(line, " and ") {
		clause = strings.TrimSpace(clause)
		if clause == "not bozo" || clause == "bozo" || clause == "1" {
			continue
		}
		sides := parted(clause, " == ")
		want := strings.TrimSpace(sides[len(sides)-1])
		ok := len(sides) > 1
		for _, path := range sides[:len(sides)-1] {
			e, fine := comparison(strings.TrimSpace(path), want)
			if ok = ok && fine; fine {
				out = append(out, e)
			}
		}
		if !ok {
			others = append(others, clause)
		}
	}
	return out, others
}

func comparison(path, want string) (expectation, bool) {
	e := expectation{want: want}
	switch {
	case path == "encoding":
		e.path = path
	case strings.HasPrefix(path, "len(entries)"):
		e.path = "len"
	case strings.HasPrefix(path, "ord("):
		path = strings.TrimSuffix(strings.TrimPrefix(path, "ord("), ")")
		if n, err := strconv.Atoi(want); err == nil {
			e.want = "'" + string(rune(n)) + "'"
		}
	}
	if e.path == "" {
		if !pathForm.MatchString(path) {
			return e, false
		}
		e.path, _, _ = strings.Cut(strings.Replace(path, "[", ".", 1), ".")
		for _, m := range pathWord.FindAllStringSubmatch(path, -1) {
			e.path += "." + m[1] + m[2]
		}
	}
	switch {
	case literal.MatchString(e.want):
		e.want = unquoted(e.want)
	case strings.HasPrefix(e.want, "("):
		e.tuple = e.want
	case e.want == "None":
	default:
		if _, err := strconv.Atoi(e.want); err != nil {
			return e, false
		}
		e.number = true
	}
	return e, true
}

// parted cuts a line at a mark outside quotation marks and brackets.
func parted(s, mark string) []string {
	var out []string
	quote, depth, from := byte(0), 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0 && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case depth == 0 && strings.HasPrefix(s[i:], mark):
			out, from = append(out, s[from:i]), i+len(mark)
		}
	}
	return append(out, s[from:])
}

// unquoted opens a Python string.
func unquoted(s string) string {
	s = strings.TrimPrefix(s, "u")
	s = s[1 : len(s)-1]
	return escapes.ReplaceAllStringFunc(s, func(e string) string {
		switch e[1] {
		case 'n':
			return "\n"
		case 't':
			return "\t"
		case 'u', 'U', 'x':
			n, err := strconv.ParseInt(e[2:], 16, 32)
			if err != nil {
				return e
			}
			return string(rune(n))
		}
		return e[1:]
	})
}

var escapes = regexp.MustCompile(`\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)`)

// tupleOf writes numbers as the other parser writes a moment.
func tupleOf(s string) string {
	var out []int
	for _, d := range regexp.MustCompile(`\d+`).FindAllString(s, 6) {
		n, err := strconv.Atoi(d)
		if err != nil {
			return ""
		}
		out = append(out, n)
	}
	return fmt.Sprint(out)
}
