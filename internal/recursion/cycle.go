package recursion

import (
	"go/types"
	"slices"
	"strings"
)

// Cycles returns the groups of functions that can call each other without
// end, each sorted, as names of the form read/event.(reader).parties.
func (g *Graph) Cycles() [][]string {
	t := &tarjan{graph: g, index: map[types.Object]int{}, low: map[types.Object]int{}, on: map[types.Object]bool{}}
	for o := range g.edges {
		if _, seen := t.index[o]; !seen {
			t.visit(o)
		}
	}
	slices.SortFunc(t.found, slices.Compare)
	return t.found
}

// tarjan finds strongly connected parts, after Robert Tarjan: Depth-First
// Search and Linear Graph Algorithms, SIAM Journal on Computing 1 (1972).
type tarjan struct {
	graph *Graph
	index map[types.Object]int
	low   map[types.Object]int
	on    map[types.Object]bool
	stack []types.Object
	found [][]string
}

func (t *tarjan) visit(o types.Object) {
	n := len(t.index)
	t.index[o], t.low[o] = n, n
	t.stack, t.on[o] = append(t.stack, o), true
	for _, to := range t.graph.edges[o] {
		if _, seen := t.index[to]; !seen {
			t.visit(to)
			t.low[o] = min(t.low[o], t.low[to])
		} else if t.on[to] {
			t.low[o] = min(t.low[o], t.index[to])
		}
	}
	if t.low[o] == t.index[o] {
		t.pop(o)
	}
}

// pop takes a finished part off the stack and keeps it where it is a cycle.
func (t *tarjan) pop(o types.Object) {
	at := slices.Index(t.stack, o)
	part := slices.Clone(t.stack[at:])
	t.stack = t.stack[:at]
	for _, p := range part {
		t.on[p] = false
	}
	if len(part) == 1 && !slices.Contains(t.graph.edges[o], o) {
		return
	}
	var names []string
	for _, p := range part {
		names = append(names, nameOf(p))
	}
	slices.Sort(names)
	t.found = append(t.found, names)
}

// nameOf returns a function's name with the folder of its package.
func nameOf(o types.Object) string {
	pkg := ""
	if o.Pkg() != nil {
		pkg = strings.TrimPrefix(o.Pkg().Path(), module+"/") + "."
	}
	f, ok := o.(*types.Func)
	if !ok || f.Signature().Recv() == nil {
		return pkg + o.Name()
	}
	recv := f.Signature().Recv().Type()
	if p, ok := recv.(*types.Pointer); ok {
		recv = p.Elem()
	}
	if n, ok := recv.(*types.Named); ok {
		return pkg + n.Obj().Name() + "." + o.Name()
	}
	return pkg + o.Name()
}
