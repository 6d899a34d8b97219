package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/internal/docx"
)

func sample() docx.Document {
	return docx.Document{Title: `Brief <of> "all" & more`, Foot: "Made here\x00\x0b.", Parts: []docx.Part{
		{Paragraphs: []docx.Paragraph{
			{Style: docx.Title, Runs: []docx.Run{{Text: `Brief <of> "all" & more`}}},
			{Style: docx.Row, Runs: []docx.Run{{Text: "planned\twill visit "}, {Text: "1", High: true, To: "source1"}}},
		}},
		{Columns: 2, Paragraphs: []docx.Paragraph{
			{Style: docx.Source, Bookmark: "source1", Runs: []docx.Run{{Text: "]]> \ufffe</w:t>", Link: `http://127.0.0.1:7117/story/a?x="><y>&b=é#w-e1`}}},
		}},
	}}
}

// parts unpacks a file, and fails where one of its parts is not sound XML.
func parts(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(body)
		d := xml.NewDecoder(bytes.NewReader(body))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return out
}

// main is what the test reads of the main part.
type main struct {
	Paragraphs []struct {
		Style struct {
			Val string `xml:"val,attr"`
		} `xml:"pPr>pStyle"`
		Bookmarks []struct {
			Name string `xml:"name,attr"`
		} `xml:"bookmarkStart"`
		Texts []string `xml:"r>t"`
		Links []struct {
			ID     string   `xml:"id,attr"`
			Anchor string   `xml:"anchor,attr"`
			Texts  []string `xml:"r>t"`
		} `xml:"hyperlink"`
	} `xml:"body>p"`
}

// TestWrite reads back what was written: words, styles, and where they lead.
func TestWrite(t *testing.T) {
	d := sample()
	var out bytes.Buffer
	if err := d.Write(&out); err != nil {
		t.Fatal(err)
	}
	all := parts(t, out.Bytes())
	var m main
	if err := xml.Unmarshal([]byte(all["word/document.xml"]), &m); err != nil || len(m.Paragraphs) != 3 {
		t.Fatalf("%v, %d paragraphs", err, len(m.Paragraphs))
	}
	for i, style := range []docx.Style{docx.Title, docx.Row, docx.Source} {
		if got := m.Paragraphs[i].Style.Val; got != string(style) {
			t.Errorf("paragraph %d has the style %q", i, got)
		}
		if !strings.Contains(all["word/styles.xml"], `w:styleId="`+string(style)+`"`) {
			t.Errorf("there is no style %s", style)
		}
	}
	if got := m.Paragraphs[0].Texts; !slices.Equal(got, []string{d.Title}) {
		t.Errorf("the title is %q", got)
	}
	if got := m.Paragraphs[1]; !slices.Equal(got.Texts, []string{"planned", "will visit "}) || len(got.Links) != 1 || got.Links[0].Anchor != m.Paragraphs[2].Bookmarks[0].Name {
		t.Errorf("%+v", got)
	}
	if got := m.Paragraphs[2].Links[0]; got.ID != "rId3" || !slices.Equal(got.Texts, []string{"]]> \ufffd</w:t>"}) {
		t.Errorf("%+v", got)
	}
	has := func(part string, want ...string) {
		for _, w := range want {
			if !strings.Contains(all[part], w) {
				t.Errorf("%s lacks %s: %s", part, w, all[part])
			}
		}
	}
	has("word/_rels/document.xml.rels", `Id="rId3"`, `TargetMode="External"`, `&#34;&gt;&lt;y&gt;&amp;b=é#w-e1`)
	has("word/document.xml", `w:num="1"`, `w:num="2"`, "<w:tab/>")
	has("docProps/core.xml", "Brief &lt;of&gt;")
	has("word/footer1.xml", "Made here\ufffd\ufffd.", "PAGE")
	for name := range all { // every part has a type
		if !strings.Contains(all["[Content_Types].xml"], `"/`+name+`"`) && !strings.HasSuffix(name, ".rels") && name != "[Content_Types].xml" {
			t.Errorf("the part %s has no type", name)
		}
	}
}

// TestSameBytes writes twice.
func TestSameBytes(t *testing.T) {
	var a, b bytes.Buffer
	one, two := sample(), sample()
	if err := errors.Join(one.Write(&a), two.Write(&b)); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("two files of %d and %d bytes, %v", a.Len(), b.Len(), err)
	}
}
