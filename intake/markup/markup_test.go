package markup

import (
	"fmt"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/internal/fault"
)

func Example() {
	doc, _, err := Parse([]byte(`<n:a xmlns:n="x"><b id=" 7 ">One <i>two</i></b><b>three</b></n:a>`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(doc.Name, doc.Find("b").Attr("id"), doc.Find("b").Words(), len(doc.All("b")), doc.Find("c", "d").Words() == "")
	// Output: a 7 One two 2 true
}

// TestParagraphs: running text comes out by paragraphs, of HTML and of XML
// alike; tables and captions do not, unless there is nothing else.
func TestParagraphs(t *testing.T) {
	for in, want := range map[string]string{
		"<p>One<p>two <b>three</b>":                       "One|two three",
		"One<br>two<br/><br/>three":                       "One two|three",
		"<div>A<div>b</div>c</div>":                       "A|b|c",
		"<p>A</p><table><tr><td>1</table><p>b":            "A|b",
		"<p>A</p><table><tr><td>1<p>b":                    "A|1|b",
		"<table><tr><td>Only<td>words</table>":            "Only|words",
		"<figure><figcaption>x</figcaption></figure><p>A": "A",
		"<script>var a='<p>x'</script><p>A":               "A",
		"<ul><li>A<li>b</ul>":                             "A|b",
		"A &lt; b &amp; c":                                "A < b & c",
		"plain":                                           "plain",
		"":                                                "",
		"<script>x":                                       "",
	} {
		if got := strings.Join(HTML(in), "|"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	doc, _, err := Parse([]byte("<body.content><p>A</p><media><caption>x</caption></media><block>b<br/><br/>c</block><nitf-table><p>9</p></nitf-table></body.content>"))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(Paragraphs(doc), "|"); got != "A|b|c" {
		t.Error(got)
	}
}

// TestParse: encodings are undone, slips mended, the rest refused with its
// line.
func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"<?xml version='1.0' encoding='iso-8859-1'?><a>M\xe5l\xf8y</a>": "Måløy",
		"\ufeff<a>x</a>":             "x",
		"<a>x &nbsp; y &eacute;</a>": "x y é",
		"<a>x & y</a>":               "x & y",
		"\n<?xml version='1.1' encoding='x-nobody'?>\n<a>x</a>": "x",
		"<a b=c>x</a>":             "x",
		"<a><![CDATA[x < y]]></a>": "x < y",
	} {
		doc, trouble, err := Parse([]byte(in))
		if err != nil || doc.Words() != want {
			t.Errorf("%q: %q %v %v", in, doc.Words(), trouble, err)
		}
	}
	for in, reason := range map[string]string{
		"": "nothing", "<a/><?xml version='0'?>": "cannot be read", "words": "no element", "<a>": "line 1", "<a></a><b></b>": "second", strings.Repeat("<a>", maxDepth+1): "deeper", "<a>" + strings.Repeat("<b/>", maxElements) + "</a>": "elements",
	} {
		if _, _, err := Parse([]byte(in)); err == nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), reason) {
			t.Errorf("%.30q: %v", in, err)
		}
	}
}

// TestLinear: markup that nests or never closes costs no more than its length.
func TestLinear(t *testing.T) {
	for _, unit := range []string{"<table>", "<p>", "<b>", "<!--", "<br>", "</p>", "<figure><table>"} {
		HTML(strings.Repeat(unit, 200_000))
	}
}

func FuzzHTML(f *testing.F) {
	f.Add("<p>One<table>two</table><br><br>")
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range HTML(s) {
			if strings.TrimSpace(p) == "" || strings.Contains(p, "\n") {
				t.Fatalf("%q", p)
			}
		}
		doc, _, err := Parse([]byte(s))
		if err == nil {
			Paragraphs(doc)
		}
	})
}
