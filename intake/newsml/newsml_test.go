package newsml

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/shared"
)

func TestDump(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(shared.Path(t, "data/peers/newsml-g2/examples"), "*.xml"))
	files = append(files, shared.Path(t, "cases/19-wire-formats/input-newsml.xml"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Decode(batch.Input{Bytes: b})
		t.Log("=====", filepath.Base(f), err)
		if err != nil {
			continue
		}
		for _, s := range got.Stories {
			t.Logf("STORY %q by %q src %q pub %s issued %s lang %s\n env %+v\n dl %+v trouble %q\n%.300s", s.Headline, s.Byline, s.Source, s.Published, s.Issued, s.Language, s.Envelope, s.Dateline, s.Trouble, s.Text)
		}
		for _, p := range got.Plans {
			t.Logf("PLAN %+v", p)
		}
		for _, r := range got.Refused {
			t.Logf("REF %s: %s", r.Name, r.Reason)
		}
	}
}
