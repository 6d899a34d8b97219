package read_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// TestNeighboursAreAskedFor demands of every pass that what it wants to know of
// the token before or behind another it asks of Document.At, which has an
// answer at the ends of a text too: texts are cut off anywhere.
func TestNeighboursAreAskedFor(t *testing.T) {
	files := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files++
		set := token.NewFileSet()
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(set, path, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, at := range neighbours(f) {
			t.Errorf("%s: a neighbour by its index: ask Document.At", set.Position(at))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 60 {
		t.Errorf("only %d files were looked at", files)
	}
}

// neighbours returns where a file reads Tokens[i+1] or the like. To write to
// such a token is another matter: that wants one that is there.
func neighbours(f *ast.File) []token.Pos {
	written := map[ast.Node]bool{}
	var found []token.Pos
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				if s, ok := l.(*ast.SelectorExpr); ok {
					written[s.X] = true
				}
			}
		case *ast.IndexExpr:
			if s, ok := n.X.(*ast.SelectorExpr); ok && s.Sel.Name == "Tokens" && !written[n] && computed(n.Index) {
				found = append(found, n.Pos())
			}
		}
		return true
	})
	return found
}

// computed reports whether an index is the sum or difference of others. What
// stands in an index within it is that one's affair.
func computed(index ast.Expr) bool {
	sum := false
	ast.Inspect(index, func(n ast.Node) bool {
		if _, ok := n.(*ast.IndexExpr); ok {
			return false
		}
		if b, ok := n.(*ast.BinaryExpr); ok && (b.Op == token.ADD || b.Op == token.SUB) {
			sum = true
		}
		return true
	})
	return sum
}

func TestNeighbours(t *testing.T) {
	const src = `package p
func f() {
	_ = d.Tokens[i+1].Pos
	_ = &r.d.Tokens[min(i-1, 3)]
	_ = d.Tokens[i].Pos
	_ = d.Tokens[heads[i-1]].Pos
	d.Tokens[i+1].Ent = 2
	_ = d.At(i+1).Pos
}`
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(neighbours(f)); n != 2 {
		t.Errorf("%d neighbours are found, want 2", n)
	}
}
