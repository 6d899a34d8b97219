package plain

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/text"
)

const (
	english = "The minister’s visit — his third — ended on Friday.\nNobody said “finished”."
	russian = "Министр прибыл в столицу в понедельник утром. Переговоры продлятся два дня, сообщил представитель правительства."
	chinese = "外交部长星期一抵达首都，会谈将持续两天。政府发言人说，双方将讨论贸易和边境问题。这是他今年第三次访问。"
	coreans = "외무장관이 월요일 수도에 도착했다. 회담은 이틀 동안 계속될 것이라고 정부 대변인이 말했다."
)

func encode(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name, declared string
		b              []byte
		want           string
		trouble        bool
	}{
		{"utf-8", "", []byte(english), english, false},
		{"utf-8 with a mark", "", []byte("\ufeff" + english), english, false},
		{"utf-16le with a mark", "", encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), english), english, false},
		{"utf-16be with a mark", "", encode(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), english), english, false},
		{"utf-16le without", "", encode(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), english), english, false},
		{"utf-16be without", "", encode(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), english), english, false},
		{"utf-32le without", "", encode(t, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), english), english, false},
		{"windows-1252 undeclared", "", encode(t, charmap.Windows1252, english), english, true},
		{"windows-1251 declared", "text/plain; charset=Windows-1251", encode(t, charmap.Windows1251, russian), russian, false},
		{"windows-1251 undeclared", "", encode(t, charmap.Windows1251, russian), russian, true},
		{"koi8-r undeclared", "", encode(t, charmap.KOI8R, russian), russian, true},
		{"gb18030 undeclared", "", encode(t, simplifiedchinese.GB18030, chinese), chinese, true},
		{"euc-kr undeclared", "", encode(t, korean.EUCKR, coreans), coreans, true},
		{"declared wrongly", "text/plain; charset=iso-8859-1", []byte(english), english, false},
		{"utf-8 with a bad byte", "", []byte(strings.Repeat(russian, 3) + "\xff."), strings.Repeat(russian, 3) + "\ufffd.", true},
		{"line ends and controls", "", []byte("a\r\nb\rc\x0bd\x00e\x07\u202ef, which is enough of a text to be one"), "a\nb\nc\nd e f, which is enough of a text to be one", false},
		{"decomposed", "", []byte("cafe\u0301"), "café", false},
	} {
		got, trouble, err := Decode(c.b, c.declared)
		if err != nil || got != c.want || (len(trouble) > 0) != c.trouble {
			t.Errorf("%s: got %q, %q, %v", c.name, got, trouble, err)
		}
	}
}

func TestRefuses(t *testing.T) {
	noise := make([]byte, 4000)
	for i := range noise {
		noise[i] = byte(i * i * 7919 >> 3)
	}
	for name, b := range map[string][]byte{
		"nothing": nil, "blank": []byte(" \n\t\r\n"), "mark only": []byte("\ufeff"), "zeros": make([]byte, 1000),
		"pdf": []byte("%PDF-1.7 and so on"), "png": []byte("\x89PNG\r\n\x1a\n"), "zip": []byte("PK\x03\x04xxxx"), "noise": noise,
		"too long": []byte(strings.Repeat("word ", MaxText/5+1)),
	} {
		_, err := Story(b, "", calendar.Day{}, nil)
		if err == nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), ":") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCompose(t *testing.T) {
	d := Draft{Headline: "Ferry  line\nopens", Deck: "It runs daily", Body: []string{"ARVIK, May 2 (Norpress) -- The ferry left at dawn.", "", " It was full. "}}
	d.Story.Section, d.Story.Source = "Coast", "Norpress"
	st, err := d.Compose(calendar.Date(2012, 5, 2), nil)
	if err != nil || st.Headline != "Ferry line opens" || st.Deck != "It runs daily" || st.Section != "Coast" || len(st.Parts) != 4 || st.ID == "" {
		t.Fatalf("%+v, %v", st, err)
	}
	if st.Dateline == nil || st.Dateline.Agency != "Norpress" {
		t.Errorf("dateline %+v", st.Dateline)
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{english, russian, "\xff\xfea\x00b\x00", "\x00<\x00?", "a\xffb", "PK\x03\x04", "\x1b$B"} {
		f.Add([]byte(s), "")
	}
	f.Add([]byte("\x8f\xf0"), "text/plain; charset=utf-7")
	f.Add([]byte("abc"), "iso-2022-jp")
	f.Fuzz(func(t *testing.T, b []byte, declared string) {
		s, _, err := Decode(b, declared)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\r\x07\u202e") || Clean(s) != s {
			t.Fatalf("not clean: %q", s)
		}
	})
}

// TestMarks: what a page says of single paragraphs is kept: sub-heads are
// sections and name none of the paper's, and posts have their moments.
func TestMarks(t *testing.T) {
	at := time.Date(2014, 3, 9, 10, 15, 0, 0, time.UTC)
	d := Draft{
		Headline: "River town watches the dyke",
		Body:     []string{"Pumps arrive", "Four pumps came by lorry.", "They run on diesel.", "School closed", "The school sent all children home."},
		Marks:    map[int]Mark{0: {Kind: text.Section, At: at}, 3: {Kind: text.Section, At: at.Add(-time.Hour)}},
	}
	st, err := d.Compose(calendar.Day{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if st.Section != "" || st.Parts[1].Kind != text.Section || st.Parts[2].Kind != text.Body {
		t.Errorf("section %q, parts %v", st.Section, st.Parts)
	}
	if len(st.Posts) != 2 || !st.Posts[0].At.Equal(at) || st.Text[st.Posts[0].Start:st.Posts[0].End] != "Pumps arrive\n\nFour pumps came by lorry.\n\nThey run on diesel." {
		t.Errorf("posts %v", st.Posts)
	}
}
