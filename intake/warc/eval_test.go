package warc

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/internal/shared"
)

// summary says what a record is, in a few words: its kind, the status of the
// answer, the length of its body, and a mark where something is wrong.
func summary(r *Record) string {
	s := fmt.Sprintf("%s %d %d", r.Kind, r.Status, len(r.Body))
	if len(r.Trouble) > 0 {
		s += " !"
	}
	return s
}

// peers has what is in the archives of the development data, worked out by
// hand from their bytes: for good ones every record, for bad ones every record
// of which anything is left.
const peers = `
bad.arc                             filedesc 0 71 !, response 0 0 !, response 0 1, response 0 0 !
example-bad-non-chunked.warc.gz     warcinfo 0 249, warcinfo 0 470, response 200 1270, request 0 0, revisit 0 0, request 0 0
example-bad.warc.gz.bad             warcinfo 0 196, response 200 1270, request 0 0, revisit 0 0, request 0 0, response 302 201
example-digest.warc                 request 0 0, request 0 0, request 0 0, request 0 0
example-iana.org-chunked.warc       warcinfo 0 137, response 200 7223, request 0 0
example-resource.warc.gz            warcinfo 0 249, warcinfo 0 399, resource 0 1303
example-space-in-target-uri.warc.gz warcinfo 0 73, resource 0 70
example-space-in-url.arc            filedesc 0 75, response 200 1269 !
example-trunc.warc                  warcinfo 0 249, warcinfo 0 470, response 200 1270 !, request 0 0
example-wget-bad-target-uri.warc.gz warcinfo 0 232, request 0 0, response 200 1270, metadata 0 48, resource 0 49, resource 0 471
example-wrong-chunks.warc.gz        response 200 1270, request 0 0
example.arc                         filedesc 0 75, response 200 1270
example.arc.gz                      filedesc 0 75, response 200 1270
example.warc                        warcinfo 0 249, warcinfo 0 470, response 200 1270, request 0 0, revisit 0 0, request 0 0
example.warc.gz                     warcinfo 0 249, warcinfo 0 470, response 200 1270, request 0 0, revisit 0 0, request 0 0
post-test.warc.gz                   response 200 545, request 0 0, response 200 552, request 0 0, response 200 551, request 0 0
`

// TestPeers reads the archives of the development data, good and broken.
func TestPeers(t *testing.T) {
	dir := shared.Path(t, "data/peers/warc")
	files, right := 0, 0
	for l := range strings.Lines(strings.TrimSpace(peers)) {
		name, want, _ := strings.Cut(strings.TrimSpace(l), " ")
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range all(t, b) {
			got = append(got, summary(r))
			if r.URI == "" && slices.Contains([]string{"response", "resource", "revisit"}, r.Kind) || strings.ContainsAny(r.URI, "<>") {
				t.Errorf("%s: a record is of %q", name, r.URI)
			}
		}
		if files++; strings.Join(got, ", ") == strings.TrimSpace(want) {
			right++
		} else {
			t.Errorf("%s:\n%s, want\n%s", name, strings.Join(got, ", "), strings.TrimSpace(want))
		}
	}
	t.Logf("%d of %d archives right, every record", right, files)
}
