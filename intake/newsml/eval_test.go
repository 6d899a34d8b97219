package newsml

import (
	"hash/crc32"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// storyExpected is what a reader of the standard's example finds in it: the
// checksum of its headline, the paragraphs and words of its body, the last
// word, and when it was sent.
type storyExpected struct {
	file      string
	headline  uint32
	body      int // paragraphs
	words     int
	last      string
	sent      string
	signal    news.Signal
	embargoed bool
}

var stories = []storyExpected{
	{"LISTING_1_A_NewsML-G2_News_Item", 2358973645, 0, 0, "", "2018-10-21T21:25:32Z", news.SignalUpdate, true},
	{"LISTING_2_NewsML-G2_Text_Document", 2358973645, 2, 133, "si.", "2018-11-21T21:25:32Z", "", false},
	{"LISTING_21_A_complete_sample_SportsML-G2_document", 4242935944, 0, 0, "", "2015-06-06T04:59:42Z", "", false},
	{"LISTING_22_Sports_story_in_NewsML-G2NITF", 3291846736, 6, 205, "starts.", "2018-10-19T15:45:00Z", "", false},
	{"LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML", 814359375, 1, 47, "Titans.", "0001-01-01T00:00:00Z", "", false},
	{"LISTING_27_Company_Financial_Information", 1207157291, 1, 20, "profits....", "2018-10-19T14:23:00Z", "", false},
	{"Receiver View", 2358973645, 2, 43, "dolorpercing.", "2018-11-21T21:25:32Z", "", false},
}

// planExpected is a plan: file, which of its plans, how many there are, title's checksum, from, to,
// length of the place's name.
type planExpected struct {
	file     string
	n, of    int
	title    string
	from, to string
	place    int
	coverage int
}

var plansExpected = []planExpected{
	{"LISTING_14_Event_sent_as_a_Concept_Item", 0, 1, "IPTC Autumn", "2018-10-26T09:00:00Z", "2018-10-28T09:00:00Z", 48, 0},
	{"LISTING_15_Two_Related_Events_in_a_Knowledge_Item", 0, 2, "IPTC Autumn", "2018-10-26T09:00:00Z", "2018-10-28T09:00:00Z", 48, 0},
	{"LISTING_15_Two_Related_Events_in_a_Knowledge_Item", 1, 2, "Newgathering", "2018-10-27T14:30:00Z", "2018-10-27T15:00:00Z", 0, 0},
	{"LISTING_16_A_Set_of_Events_carried_in_a_News_Item", 0, 159, "IPTC Autumn", "2018-10-26T09:00:00Z", "2018-10-28T09:00:00Z", 48, 0},
	{"LISTING_16_A_Set_of_Events_carried_in_a_News_Item", 1, 159, "Annomarket", "2018-10-22T14:00:00Z", "2018-10-22T15:00:00Z", 0, 0},
	{"LISTING_16_A_Set_of_Events_carried_in_a_News_Item", 2, 159, "Accidental", "2018-10-23T19:30:00Z", "0001-01-01T00:00:00Z", 0, 0},
	{"LISTING_16_A_Set_of_Events_carried_in_a_News_Item", 3, 159, "Accidental", "2018-10-25T19:30:00Z", "0001-01-01T00:00:00Z", 0, 0},
	{"LISTING_17_Planning_Item_a_CCL", 0, 1, "Text 250", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", 0, 1},
	{"LISTING_18_Planning_Item_at_PCL", 0, 1, "The 12 Days", "2018-12-24T06:00:00Z", "2018-12-25T12:00:00Z", 0, 0},
	{"LISTING_19_Planning_Item_with_delivery_at_CCL", 0, 1, "Text 250", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", 0, 0},
	{"LISTING_20_Planning_Item_with_delivery_at_PCL", 0, 1, "Robinson", "2018-12-25T17:00:00Z", "0001-01-01T00:00:00Z", 0, 1},
}

// others are examples of which nothing is a story or a plan, with a word of
// the reason.
var others = map[string]string{
	"LISTING_3_Photo_in_NewsML-G2": "picture", "LISTING_4_Multiple_Renditions_of_a_Video_in_NewsML-G2": "video", "LISTING_5_Multi-part_Video_in_NewsML-G2": "video",
	"LISTING_6_Simple_NewsML-G2_Package": "2 items", "LISTING_9_Group_Set_example_showing_a_SEQ_Package_Mode": "13 items", "LISTING_10_Abstract_Concept_conveyed_in_a_NewsML-G2_Concept_Item": "no event",
	"LISTING_13_Complete_Catalog_Item": "catalogItem", "LISTING_24_News_Message_conveying_a_complete_News_Package": "itemMeta", "LISTING_28_Illustrating_Located_Subject_and_Dateline": "contentMeta", "LISTING_29_Hop_History": "neither a headline",
}

// TestExamples holds the decoder to the standard's own examples. Run it with
// -v for the figures.
func TestExamples(t *testing.T) {
	dir := shared.Path(t, "data/peers/newsml-g2/examples")
	open := func(name string) (*batch.Batch, error) {
		b, err := os.ReadFile(filepath.Join(dir, name+".xml"))
		if err != nil {
			t.Fatal(err)
		}
		return Decode(batch.Input{Bytes: b})
	}
	right, all := 0, 0
	score := func(name, wrong string) {
		if all++; wrong == "" {
			right++
		} else {
			t.Errorf("%s: %s", name, wrong)
		}
	}
	for _, want := range stories {
		got, err := open(want.file)
		score(want.file, want.differs(got, err))
	}
	for _, want := range plansExpected {
		got, err := open(want.file)
		score(want.file, want.differs(got, err))
	}
	for name, reason := range others {
		got, err := open(name)
		wrong := ""
		if err == nil && (len(got.Stories)+len(got.Plans) > 0 || len(got.Refused) == 0 || !strings.Contains(got.Refused[0].Reason, reason)) || err != nil && !strings.Contains(err.Error(), reason) {
			wrong = "not refused for " + reason
		}
		score(name, wrong)
	}
	t.Logf("%d of %d examples right", right, all)
}

// differs says what is not as expected, "" where nothing is.
func (w *storyExpected) differs(got *batch.Batch, err error) string {
	if err != nil || len(got.Stories) != 1 {
		return "no story"
	}
	s := got.Stories[0]
	body, words, last := 0, 0, ""
	for _, p := range s.Parts {
		if p.Kind != text.Headline {
			f := strings.Fields(s.Text[p.Start:p.End])
			body, words, last = body+1, words+len(f), f[len(f)-1]
		}
	}
	switch {
	case crc32.ChecksumIEEE([]byte(s.Headline)) != w.headline:
		return "headline " + s.Headline
	case body != w.body || words != w.words || last != w.last:
		return "body of " + strconv.Itoa(body) + " paragraphs, " + strconv.Itoa(words) + " words, to " + last
	case s.Issued.UTC().Format(time.RFC3339) != w.sent:
		return "sent " + s.Issued.String()
	case s.Envelope.Signal != w.signal, s.Envelope.Embargo.IsZero() == w.embargoed:
		return "status " + string(s.Envelope.Signal)
	}
	return ""
}

func (w *planExpected) differs(got *batch.Batch, err error) string {
	if err != nil || len(got.Plans) != w.of {
		return "plans are missing"
	}
	p := got.Plans[w.n]
	switch {
	case !strings.HasPrefix(p.Title, w.title):
		return "title " + p.Title
	case p.From.UTC().Format(time.RFC3339) != w.from || p.To.UTC().Format(time.RFC3339) != w.to:
		return "from " + p.From.String() + " to " + p.To.String()
	case len(p.Place) != w.place:
		return "place " + p.Place
	case p.Status != news.Confirmed, len(p.Stories) != w.coverage:
		return "status " + string(p.Status)
	}
	return ""
}
