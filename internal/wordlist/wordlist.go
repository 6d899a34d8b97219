// Package wordlist counts the words that stand in lists in Go code: what goes
// in is a parsed file, what comes out are its lists, such as
//
//	case "boy", "girl", "child":
//
// Vocabulary belongs into lang/en, where it stands once, sorted, and can be
// mended without the compiler. A list that stays in code is grammar, and a
// comment at it or above it that holds "Grammar:" says why. What is not seen:
// lists of one and two words, and words that are put together at run time.
package wordlist

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
	"unicode"
)

// Few is the number of words up to which they are no list.
const Few = 2

// List is a list of words in code.
type List struct {
	Pos   token.Pos
	Words []string
	// Why reports whether a comment at the list, or on the line above it, says
	// why it is grammar.
	Why bool
}

// Find returns the lists of a file in the order in which they stand. The file
// must have been parsed with its comments.
func Find(fset *token.FileSet, f *ast.File) []List {
	c := &finder{fset: fset, why: map[int]bool{}}
	for _, g := range f.Comments {
		if strings.Contains(strings.ToLower(g.Text()), "grammar:") {
			for n := fset.Position(g.Pos()).Line; n <= fset.Position(g.End()).Line+1; n++ {
				c.why[n] = true
			}
		}
	}
	ast.Inspect(f, c.visit)
	return c.lists
}

// finder gathers the lists of a file.
type finder struct {
	fset  *token.FileSet
	why   map[int]bool // lines for which a comment says why
	lists []List
}

func (c *finder) add(at ast.Node, words []string) {
	if len(words) > Few {
		c.lists = append(c.lists, List{at.Pos(), words, c.why[c.fset.Position(at.Pos()).Line]})
	}
}

// visit looks at one node and reports whether what is below it is to be looked
// at too: a list inside a list is part of it.
func (c *finder) visit(n ast.Node) bool {
	var words []string
	switch n := n.(type) {
	case *ast.ImportSpec, *ast.Field:
		return false
	case *ast.CaseClause:
		for _, e := range n.List {
			words = appendWord(words, e)
		}
		c.add(n, words)
		for _, s := range n.Body {
			ast.Inspect(s, c.visit)
		}
		return false
	case *ast.CompositeLit:
		words = inLiteral(words, n)
	case *ast.BinaryExpr:
		words = inChain(n)
	case *ast.CallExpr:
		if !asks(n) {
			words = inCall(n)
		}
	default:
		return true
	}
	c.add(n, words)
	return len(words) <= Few
}

// inLiteral appends the words of a composite literal, those of literals within
// it too. The fields of a struct that are named are no list.
func inLiteral(words []string, l *ast.CompositeLit) []string {
	for _, e := range l.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			words = inElement(words, e)
			continue
		}
		if _, field := kv.Key.(*ast.Ident); field {
			continue
		}
		words = appendWord(words, kv.Key)
		if inner, ok := kv.Value.(*ast.CompositeLit); ok {
			words = inLiteral(words, inner)
		}
	}
	return words
}

func inElement(words []string, e ast.Expr) []string {
	if inner, ok := e.(*ast.CompositeLit); ok {
		return inLiteral(words, inner)
	}
	return appendWord(words, e)
}

// inChain returns the words that one operand is compared with in a chain of
// comparisons: w == "a" || w == "b". Of several operands the one with the most
// words counts.
func inChain(e *ast.BinaryExpr) []string {
	if e.Op != token.LOR && e.Op != token.LAND {
		return nil
	}
	var most []string
	of := map[string][]string{}
	for _, c := range comparisons(nil, e) {
		x := types.ExprString(c.X)
		if of[x] = appendWord(of[x], c.Y); len(of[x]) > len(most) {
			most = of[x]
		}
	}
	return most
}

// comparisons appends the comparisons of a chain for being equal or not.
func comparisons(to []*ast.BinaryExpr, e ast.Expr) []*ast.BinaryExpr {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return comparisons(to, e.X)
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LOR, token.LAND:
			return comparisons(comparisons(to, e.X), e.Y)
		case token.EQL, token.NEQ:
			return append(to, e)
		}
	}
	return to
}

// asks reports whether a call asks a lang.Request for sets, which it names.
func asks(call *ast.CallExpr) bool {
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	of, ok := f.X.(*ast.Ident)
	return ok && of.Name == "ask"
}

// inCall returns the words that a call is given: separately, or as one string
// that is taken apart: by strings.Fields or strings.Split, or by whoever is
// given a string of nothing but words.
func inCall(call *ast.CallExpr) []string {
	var words []string
	for _, a := range call.Args {
		s, ok := literal(a)
		if !ok {
			continue
		}
		if parts := apart(s); len(parts) > Few && (takesApart(call) || bare(parts) && !notes(call)) {
			words = append(words, parts...)
		} else {
			words = appendWord(words, a)
		}
	}
	return words
}

// takesApart reports whether a call is of a function of package strings that
// cuts a string into words.
func takesApart(call *ast.CallExpr) bool {
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, ok := f.X.(*ast.Ident)
	return ok && pkg.Name == "strings" && (strings.HasPrefix(f.Sel.Name, "Fields") || strings.HasPrefix(f.Sel.Name, "Split"))
}

// notes reports whether a call notes something for whoever explains a reading.
func notes(call *ast.CallExpr) bool {
	f, ok := call.Fun.(*ast.SelectorExpr)
	return ok && strings.EqualFold(f.Sel.Name, "note")
}

// many is the number of words from which a string of nothing but words is
// taken for a list.
const many = 6

// bare reports whether parts are many words in small letters without the marks
// of a sentence.
func bare(parts []string) bool {
	for _, p := range parts {
		if strings.IndexFunc(p, func(r rune) bool { return !unicode.IsLower(r) && r != '-' && r != '\'' && r != '_' }) >= 0 {
			return false
		}
	}
	return len(parts) >= many
}

// apart splits a string at its blanks, bars and commas.
func apart(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '|' || r == ',' })
}

// appendWord appends what a string literal says, where that is a word: where
// it has a letter.
func appendWord(words []string, e ast.Expr) []string {
	s, ok := literal(e)
	if !ok || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return words
	}
	return append(words, s)
}

func literal(e ast.Expr) (string, bool) {
	b, ok := e.(*ast.BasicLit)
	if !ok || b.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(b.Value)
	return s, err == nil
}
