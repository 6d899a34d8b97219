// Package docx writes Word files (Office Open XML, ECMA-376, transitional):
// paragraphs of few styles in, the bytes of a .docx out, the same bytes for the
// same paragraphs.
//
//	d := docx.Document{Title: "Brief", Parts: []docx.Part{{Paragraphs: []docx.Paragraph{
//		{Style: docx.Title, Runs: []docx.Run{{Text: "Brief"}}},
//	}}}}
//	err := d.Write(w)
//
// It knows no tables, pictures or lists, and reads nothing.
package docx

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// Style is a style of paragraphs, by its name in styles.xml.
type Style string

// The styles that there are.
const (
	Title       Style = "Title"
	Heading     Style = "Heading1"
	LateHeading Style = "LateHeading" // of what is overdue
	Lead        Style = "Lead"
	Row         Style = "Row" // a word, a tab, and a sentence that hangs under itself
	Source      Style = "Source"
	Note        Style = "Note"
)

// Document is what a file holds.
type Document struct {
	Title string
	Parts []Part
	Foot  string // at the foot of each page, before its number
}

// Part is a stretch of paragraphs that are set in as many columns; 0 is one.
type Part struct {
	Columns    int
	Paragraphs []Paragraph
}

// Paragraph is a paragraph.
type Paragraph struct {
	Style    Style
	Bookmark string // by which runs lead here
	Runs     []Run
}

// Run is a piece of a paragraph. A tab in its text goes to the next stop.
type Run struct {
	Text string
	Soft bool   // in the second voice: grey
	High bool   // small and high, as numbers of notes are
	Link string // address to which it leads
	To   string // bookmark to which it leads
}

//go:embed styles.xml
var styles string

// The parts of a file that are always the same.
const (
	head  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	types = head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
	roots = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
	names = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	page  = `<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1020" w:right="1020" w:bottom="1020" w:left="1020" w:header="567" w:footer="567" w:gutter="0"/>`
)

// Write writes the file.
func (d *Document) Write(w io.Writer) error {
	s := setter{marks: map[string]int{}}
	body := s.body(d)
	z := zip.NewWriter(w)
	for _, f := range [...]struct{ name, content string }{
		{"[Content_Types].xml", types},
		{"_rels/.rels", roots},
		{"docProps/core.xml", head + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + text(d.Title) + `</dc:title><dc:creator>Dateline</dc:creator></cp:coreProperties>`},
		{"word/document.xml", body},
		{"word/styles.xml", styles},
		{"word/footer1.xml", footer(d.Foot)},
		{"word/_rels/document.xml.rels", s.relations()},
	} {
		part, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate}) // without a time, so that the bytes are the same
		if err != nil {
			return err
		}
		if _, err := io.WriteString(part, f.content); err != nil {
			return err
		}
	}
	return z.Close()
}

// setter sets the main part, and notes what it leads to.
type setter struct {
	out   strings.Builder
	links []string
	marks map[string]int
}

func (s *setter) body(d *Document) string {
	s.out.WriteString(head + `<w:document ` + names + `><w:body>`)
	for i, part := range d.Parts {
		last := i == len(d.Parts)-1
		for k := range part.Paragraphs {
			end := ""
			if !last && k == len(part.Paragraphs)-1 {
				end = section(part.Columns)
			}
			s.paragraph(&part.Paragraphs[k], end)
		}
		if last {
			s.out.WriteString(section(part.Columns))
		}
	}
	s.out.WriteString(`</w:body></w:document>`)
	return s.out.String()
}

// section returns the properties of a part, which stand at its end.
func section(columns int) string {
	return fmt.Sprintf(`<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:type w:val="continuous"/>%s<w:cols w:num="%d" w:space="454"/></w:sectPr>`, page, max(1, columns))
}

func (s *setter) paragraph(p *Paragraph, end string) {
	fmt.Fprintf(&s.out, `<w:p><w:pPr><w:pStyle w:val="%s"/>%s</w:pPr>`, text(string(p.Style)), end)
	id := 0
	if p.Bookmark != "" {
		id = len(s.marks) + 1
		s.marks[p.Bookmark] = id
		fmt.Fprintf(&s.out, `<w:bookmarkStart w:id="%d" w:name="%s"/>`, id, text(p.Bookmark))
	}
	for i := range p.Runs {
		s.run(&p.Runs[i])
	}
	if id > 0 {
		fmt.Fprintf(&s.out, `<w:bookmarkEnd w:id="%d"/>`, id)
	}
	s.out.WriteString(`</w:p>`)
}

func (s *setter) run(r *Run) {
	closing := ""
	switch {
	case r.Link != "":
		s.links = append(s.links, r.Link)
		fmt.Fprintf(&s.out, `<w:hyperlink r:id="rId%d">`, firstLink+len(s.links)-1)
		closing = `</w:hyperlink>`
	case r.To != "":
		fmt.Fprintf(&s.out, `<w:hyperlink w:anchor="%s">`, text(r.To))
		closing = `</w:hyperlink>`
	}
	s.out.WriteString(`<w:r><w:rPr>`)
	switch { // the schema wants properties in this order
	case r.High:
		s.out.WriteString(`<w:color w:val="174F86"/><w:vertAlign w:val="superscript"/>`)
	case r.Soft:
		s.out.WriteString(`<w:color w:val="5B574E"/>`)
	case r.Link != "":
		s.out.WriteString(`<w:color w:val="174F86"/>`)
	}
	s.out.WriteString(`</w:rPr>`)
	for i, piece := range strings.Split(r.Text, "\t") {
		if i > 0 {
			s.out.WriteString(`<w:tab/>`)
		}
		if piece != "" {
			s.out.WriteString(`<w:t xml:space="preserve">` + text(piece) + `</w:t>`)
		}
	}
	s.out.WriteString(`</w:r>` + closing)
}

// firstLink is the number of the first relation that is a link; styles and foot
// come before it.
const firstLink = 3

func (s *setter) relations() string {
	const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	var out strings.Builder
	out.WriteString(head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + kind + `styles" Target="styles.xml"/><Relationship Id="rId2" Type="` + kind + `footer" Target="footer1.xml"/>`)
	for i, l := range s.links {
		fmt.Fprintf(&out, `<Relationship Id="rId%d" Type="%shyperlink" Target="%s" TargetMode="External"/>`, firstLink+i, kind, text(l))
	}
	out.WriteString(`</Relationships>`)
	return out.String()
}

func footer(words string) string {
	return head + `<w:ftr ` + names + `><w:p><w:pPr><w:pStyle w:val="Foot"/></w:pPr><w:r><w:t xml:space="preserve">` + text(words) +
		`</w:t></w:r><w:r><w:tab/></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`
}

// text returns words as XML has them; what XML cannot hold is replaced.
func text(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes all
	return b.String()
}
