package event

import "testing"

func TestLoad(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d frames", l.Frames())
	if l.Frames() < 2000 {
		t.Errorf("only %d frames", l.Frames())
	}
}
