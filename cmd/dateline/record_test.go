package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRecordCommands does at the command line what a person does with a record:
// search by names, watch, judge what is one, ask what rests on a story, back up
// and restore.
func TestRecordCommands(t *testing.T) {
	dir := t.TempDir()
	data, backup := filepath.Join(dir, "data"), filepath.Join(dir, "copy.db")
	do := func(status int, args ...string) string {
		t.Helper()
		var out strings.Builder
		if got := run(t.Context(), append([]string{"--data", data}, args...), strings.NewReader(""), &out, &out, []string{"HOME=" + dir, "USER=ana"}); got != status {
			t.Fatalf("%v ended with %d:\n%s", args, got, &out)
		}
		return out.String()
	}
	says := func(what string, got string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s does not say %q:\n%s", what, w, got)
			}
		}
	}
	add := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		do(exitDone, "add", path)
	}
	add("one.txt", "Norwegian minister to visit Ecuador\n\nOSLO, March 3, 2026 (Norpress) -- Norwegian Foreign Minister Ilka Brenn will visit Ecuador on March 20, her office said on Tuesday.\n")
	says("watch add", do(exitDone, "watch", "add", "Norway abroad", "actor:Norway", "type:visit")+do(exitDone, "watch"), "Norway abroad", "0 new")
	add("two.txt", "Norway, Ecuador prepare visit\n\nQUITO, March 5, 2026 (Andes Wire) -- Ecuador expects Norway: Foreign Minister Ilka Brenn will visit Quito on March 20, a spokesman said on Thursday.\n")
	says("watch list", do(exitDone, "watch"), "1 new")
	says("watch show", do(exitDone, "watch", "show", "norway abroad", "--new"), "Norway, Ecuador prepare visit", "1 new since it was seen")
	do(exitDone, "watch", "seen", "Norway abroad")
	says("watch seen", do(exitDone, "watch"), "0 new")
	says("search", do(exitDone, "search", "person:Ilka Brenn", "status:announced"), "2 found")
	says("a wrong country", do(exitFailed, "search", "actor:Norwey"), "Norway")
	says("dossier", do(exitDone, "dossier", "Norway-Ecuador", "--as-of", "2026-03-10", "--json"), "visit")

	says("brief", do(exitDone, "brief", "Norway-Ecuador", "--as-of", "2026-03-10", "--since", "2026-03-04"), "MORNING BRIEF", "NEXT", "will visit", "[1]", "SOURCES", "Andes Wire")
	says("brief of a watch", do(exitDone, "brief", "--watch", "Norway abroad", "--as-of", "2026-03-10", "--md"), "# Morning brief: Norway abroad", "## Sources", "“")
	word := filepath.Join(dir, "brief.docx")
	do(exitDone, "brief", "--as-of", "2026-03-10", "--docx", word)
	if b, err := os.ReadFile(word); err != nil || !strings.HasPrefix(string(b), "PK") {
		t.Errorf("the Word file: %d bytes, %v", len(b), err)
	}
	do(exitUsage, "brief", "--md", "--json")
	says("a watch that is none", do(exitFailed, "brief", "--watch", "Norway"), "Norway abroad")

	found := do(exitDone, "search", "actor:Norway", "type:visit", "--sort", "time")
	var ids []string
	for line := range strings.Lines(found) {
		if f := strings.Fields(line); strings.HasPrefix(line, "2026-") {
			ids = append(ids, f[1])
		}
	}
	if len(ids) != 2 {
		t.Fatalf("want two stories:\n%s", found)
	}
	says("rests", do(exitDone, "story", ids[0], "--rests"), "plan", "ECU-NOR", "export", "ana")
	says("line", do(exitDone, "story", ids[0], "--line"), "  2026-03-03  "+ids[1]+"  Norwegian minister to visit Ecuador", "> 2026-03-05  "+ids[0]+"  Norway, Ecuador prepare visit")
	says("an actor that is none", do(exitFailed, "judge", "one", "person/ilka bren@NOR", "person/ilka brem@NOR"), "ilka bren@NOR")
	do(exitDone, "judge", "apart", "person/ilka bren@NOR", "--stories", ids[1], "--note", "her sister")
	says("judgements", do(exitDone, "judge", "--list"), "person/ilka bren@NOR", "because her sister", "link-")
	do(exitFailed, "judge", "undo", "link-77")
	says("facts", do(exitDone, "story", ids[0], "--facts"), "actor Ilka Brenn (Norway)", "type CONSULT/visit")
	says("nothing said", do(exitUsage, "judge", "fact", ids[0], "e1"), "--accept", "--status")
	says("two things said", do(exitUsage, "judge", "fact", ids[0], "e1", "--accept", "--status", "planned"), "leave --accept")
	says("a fact that is none", do(exitFailed, "judge", "fact", ids[0], "e99", "--reject"), "story "+ids[0]+" --facts")
	says("a fact", do(exitDone, "judge", "fact", ids[0], "e1", "--status", "called off", "--actor", "Brenn; Oman", "--note", "she is ill"), "status cancelled", "Oman", "corrected by ana on")
	says("a correction", do(exitDone, "judgements"), "status cancelled", "because she is ill")
	says("search", do(exitDone, "search", "actor:Oman status:cancelled"), "1 found")
	says("a missed fact", do(exitDone, "judge", "add", ids[1], "her office said", "--kind", "quote", "--speaker", "Ilka Brenn"), "quote", "added by ana on")
	do(exitDone, "judge", "add", ids[0], "Ecuador expects Norway", "--type", "support", "--actor", "Ecuador", "--recipient", "Norway")
	labels := filepath.Join(dir, "labels.jsonl")
	learnt := do(exitDone, "learn")
	if err := os.WriteFile(labels, []byte(learnt), 0o600); err != nil {
		t.Fatal(err)
	}
	says("learn", learnt, "judged.correct", `"status":"cancelled"`, `"speaker":"=Ilka Brenn"`)
	says("labels are measured by", do(exitDone, "eval", "facts", labels), "judged.add")
	says("lexicon", do(exitDone, "learn", "--lexicon"), "SUPPORT\t-\t", "\tv\tobj=R\texpect\n", `"Ecuador expects Norway"`)
	says("backup", do(exitDone, "backup", backup), "2 stories", "whole")
	says("no reason", do(exitFailed, "kill", ids[0]), "say why")
	says("kill", do(exitDone, "kill", ids[0], "--note", "false"), "What rested on it", "plan", "the newest version does not say it", "export")
	says("exports", do(exitDone, "exports", "--changed"), "dossier NOR-ECU as of 2026-03-10: 2 stories", "killed since", "false")
	says("killed before", do(exitFailed, "kill", ids[0], "--note", "false"), "stays as it is")
	fixed := filepath.Join(dir, "fixed.txt")
	if err := os.WriteFile(fixed, []byte("Norwegian minister to visit Peru\n\nOSLO, March 3, 2026 (Norpress) -- Norwegian Foreign Minister Ilka Brenn will visit Peru on March 20.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	says("correct", do(exitDone, "correct", ids[1], fixed, "--note", "another country"), "version 2 stands now", "the newest version does not say it")
	says("words that are gone", do(exitDone, "judge"), "rests on nothing")
	do(exitDone, "watch", "remove", "Norway abroad")
	says("no backup", do(exitFailed, "restore", filepath.Join(dir, "one.txt"))+do(exitFailed, "restore", filepath.Join(dir, "no.db")), "one.txt: this is not a database", "no.db", "`dateline backup` wrote")
	says("restore", do(exitDone, "restore", backup)+do(exitDone, "watch"), "restored 2 stories", "is kept as", "Norway abroad")
}
