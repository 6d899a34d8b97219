package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// moment is how browsers write the end of an embargo, in UTC here.
const moment = "2006-01-02T15:04"

// heldUntil returns until when a form keeps its story back, the zero time where
// it does not, and what is wrong with what it says.
func (d *Desk) heldUntil(f *page.Write) (until time.Time, problem string) {
	if f.Embargo == "" {
		return until, ""
	}
	until, err := time.Parse(moment, strings.Replace(f.Embargo, " ", "T", 1))
	switch {
	case err != nil:
		return time.Time{}, "The time until which it is kept back must look like " + d.now().UTC().Add(time.Hour).Format(moment) + ", in UTC."
	case !until.After(d.now()):
		return time.Time{}, "The time until which it is kept back is over: choose a later one (UTC), or leave it empty."
	}
	return until, ""
}

// held reports whether a version is under embargo now.
func (d *Desk) held(v *news.Version) bool { return record.Hidden(v.Kind, v.Until, d.now()) }

// place puts a story that was written among those on record, and reports whether
// it has its place: where it is nearly one of them its writer has to say whether
// it is a version of that, as it stands, or one of its own; to the letter
// the same is not stored again. A version of what is under embargo stays under it.
func (d *Desk) place(ctx context.Context, v *news.Version, s *news.Story, f *page.Write) (bool, error) {
	near, err := d.service.Near(ctx, *s)
	if err != nil || len(near) == 0 {
		return true, err
	}
	if i := slices.IndexFunc(near, func(e record.Entry) bool { return e.Story.ID == s.ID }); i >= 0 {
		return true, d.join(v, &near[i])
	}
	f.Near = page.NearOf(near)
	if f.As == page.Own {
		v.StoryID = s.ID
		return true, nil
	}
	for i, n := range f.Near {
		if f.As == n.As() {
			return true, d.join(v, &near[i])
		}
	}
	if len(near) == 1 {
		f.Changes = page.Brief(page.Diff(near[0].Story.Text, s.Text))
	}
	f.Problems = []string{"It is nearly equal to a story on record. Say below whether it is a new version of that, or a story of its own."}
	return false, nil
}

// join makes a version one of a story, as that stands. It fails with Invalid where
// it is to be kept back and the story is published.
func (d *Desk) join(v *news.Version, to *record.Entry) error {
	v.StoryID, v.Supersedes = to.Version.StoryID, to.Story.ID
	switch held := d.held(&to.Version); {
	case !held && v.Kind == news.Embargo:
		return service.Published(v.StoryID)
	case held && v.Kind == "":
		v.Kind, v.Until = news.Embargo, to.Version.Until
	}
	return nil
}
