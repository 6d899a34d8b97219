package recursion

import (
	"go/ast"
	"go/types"
	"slices"
)

// Graph is the static call graph of some packages: an edge leads from a
// function to each that it names, called there or handed on.
type Graph struct {
	edges map[types.Object][]types.Object
}

// NewGraph returns the call graph of packages that were checked together.
func NewGraph(pkgs []*Package) *Graph {
	g := &Graph{edges: map[types.Object][]types.Object{}}
	concrete := methodsByName(pkgs)
	for _, p := range pkgs {
		w := &walker{graph: g, info: p.Info, concrete: concrete}
		for _, f := range p.Files {
			for _, d := range f.Decls {
				w.declaration(d)
			}
		}
	}
	return g
}

// walker adds the edges of one package.
type walker struct {
	graph    *Graph
	info     *types.Info
	concrete map[string][]*types.Func
}

func (w *walker) declaration(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Body != nil {
			w.body(w.info.Defs[d.Name], d.Body)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			if v, ok := s.(*ast.ValueSpec); ok {
				w.values(v)
			}
		}
	}
}

// values adds the edges of package variables: a table that holds a function
// leads to it.
func (w *walker) values(v *ast.ValueSpec) {
	for i, name := range v.Names {
		switch {
		case len(v.Values) == len(v.Names):
			w.body(w.info.Defs[name], v.Values[i])
		case len(v.Values) == 1:
			w.body(w.info.Defs[name], v.Values[0])
		}
	}
}

// body adds an edge from a function or variable to all that a piece of its
// code refers to. What stands in a function literal belongs to the function
// around it and, where the literal is given a name, to that too.
func (w *walker) body(from types.Object, n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if i < len(n.Rhs) {
					w.named(w.target(l), n.Rhs[i])
				}
			}
		case *ast.KeyValueExpr:
			w.named(w.target(n.Key), n.Value)
		case *ast.ValueSpec:
			w.values(n)
		case *ast.Ident:
			w.refer(from, w.info.Uses[n])
		}
		return true
	})
}

func (w *walker) target(e ast.Expr) types.Object {
	switch e := e.(type) {
	case *ast.Ident:
		if o := w.info.Defs[e]; o != nil {
			return o
		}
		return w.info.Uses[e]
	case *ast.SelectorExpr:
		return w.info.Uses[e.Sel]
	}
	return nil
}

// named adds the edges of a variable or field that is given a function.
func (w *walker) named(to types.Object, value ast.Expr) {
	if v, ok := to.(*types.Var); ok && isFunc(v.Type()) {
		w.body(v, value)
	}
}

// refer adds an edge to what an identifier means: a function, a variable that
// holds one, a package variable, or for a method of an interface all methods
// that it can be.
func (w *walker) refer(from, to types.Object) {
	switch o := to.(type) {
	case *types.Func:
		w.add(from, o.Origin())
		w.dispatch(from, o)
	case *types.Var:
		if isFunc(o.Type()) || o.Pkg() != nil && o.Parent() == o.Pkg().Scope() {
			w.add(from, o.Origin())
		}
	}
}

func (w *walker) dispatch(from types.Object, f *types.Func) {
	recv := f.Signature().Recv()
	if recv == nil {
		return
	}
	face, ok := recv.Type().Underlying().(*types.Interface)
	if !ok {
		return
	}
	for _, m := range w.concrete[f.Name()] {
		t := m.Signature().Recv().Type()
		if types.Implements(t, face) || types.Implements(types.NewPointer(t), face) {
			w.add(from, m)
		}
	}
}

func (w *walker) add(from, to types.Object) {
	if from != nil && !slices.Contains(w.graph.edges[from], to) {
		w.graph.edges[from] = append(w.graph.edges[from], to)
	}
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// methodsByName lists the methods with a body, by their names.
func methodsByName(pkgs []*Package) map[string][]*types.Func {
	out := map[string][]*types.Func{}
	for _, p := range pkgs {
		for _, f := range p.Files {
			for _, d := range f.Decls {
				if fd, ok := d.(*ast.FuncDecl); ok && fd.Recv != nil {
					if m, ok := p.Info.Defs[fd.Name].(*types.Func); ok {
						out[m.Name()] = append(out[m.Name()], m)
					}
				}
			}
		}
	}
	return out
}
