package propbank

import (
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	all, err := Read(strings.NewReader(`{"id":"a-1","n":4,"p":[{"w":2,"r":"seize.01","a":[["ARG0",1,1,1,3],["ARG1",3,4,4,0]]}]}` + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].N != 4 || len(all[0].Predicates) != 1 {
		t.Fatalf("got %+v", all)
	}
	p := all[0].Predicates[0]
	if p.Word != 2 || p.Sense != "seize.01" || len(p.Args) != 2 || p.Args[1] != (Argument{"ARG1", 3, 4, 4}) {
		t.Errorf("got %+v", p)
	}
	if _, err := Read(strings.NewReader("{")); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("error %v, want one that names line 1", err)
	}
}
