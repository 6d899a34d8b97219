package desk_test

import (
	"strings"
	"testing"
)

// asked are addresses that say something that their page does not understand,
// and what the answer has to name.
var asked = [...]struct{ path, want string }{
	{"/ledger?as-of=2026-05-01", "asof"},
	{"/agenda?as-of=2026-05-01", "asof"},
	{"/dossier/NPL-PRT?month=-5", "month"},
	{"/dossier/NPL-PRT?month=May", "asof=2026-05-31"},
	{"/?country=Atlantis", "NPL"},
	{"/?type=BARGAIN", "AGREE"},
	{"/?status=maybe", "planned"},
	{"/?topic=cooking", "diplomatic"},
	{"/?stories=old", "unread, starred, overdue, changed"},
	{"/?contry=NPL", "country"},
	{"/feed.atom?country=Atlantis", "NPL"},
	{"/feed.json?day=2026-05-01", "status, topic, type"},
	{"/search?q=railway&sort=size", "time"},
	{"/search?query=railway", "q, sort"},
	{"/agenda?from=2026-07-01&to=2026-06-01", "turn them round"},
	{"/agenda.csv?from=2026-07-01&to=2026-06-01", "turn them round"},
	{"/plans?from=2026-07-01&to=2026-06-01", "turn them round"},
	{"/world?from=2026-07&to=2026-05", "turn them round"},
	{"/brief?since=2026-07-01&asof=2026-06-01", "turn them round"},
	{"/dossier/NPL?part=timeline&from=2026-07&to=2026-05", "turn them round"},
	{"/ledger?asof=yesterday", "yesterday"},
	{"/world?country=Atlantis", "NPL"},
	{"/ledger?skip=-1", "from 0 on"},
	{"/glossary?letter=a", "takes nothing of this name"},
	{"/settings?%3Cscript%3E=1", "takes nothing of this name"},
	{"/ledger?" + strings.Repeat("a", 5000) + "=1", "takes nothing of this name"},
}

// TestNotUnderstood asks for what pages do not understand: the answer says what
// that was, and what there is.
func TestNotUnderstood(t *testing.T) {
	d, store := filled(t)
	for _, c := range asked {
		code, body := get(t, d, c.path)
		if code != 400 || !strings.Contains(body, c.want) {
			t.Errorf("%.80s: status %d, and the answer names %q: %v", c.path, code, c.want, strings.Contains(body, c.want))
		}
		lacks(t, body, "<script>", strings.Repeat("a", 500))
	}
	story := "/story/" + idOf(t, store, leaseHead)
	for _, path := range [...]string{
		"/?country=Nepal", "/?country=npl&type=AGREE&status=planned&from=", "/?country=JPN", "/feed.atom?country=Portugal", "/search?q=railway&sort=time&as=facts", "/agenda?from=2026-06-01&to=2026-06-01",
		"/agenda?view=list&from=&to=&asof=&country=", "/world?from=2026-05&to=2026-05&country=Nepal", "/dossier/NPL-PRT?month=24317", "/brief?since=2026-06-01&asof=2026-07-01",
		"/?utm_source=mail&UTM_campaign=x&country=NPL&fbclid=1", "/ledger?gclid=1", "/settings?utm_medium=feed",
		story + "?version=1&done=added", "/settings?done=set", "/?done=many",
	} {
		if code, body := get(t, d, path); code != 200 {
			t.Errorf("%s: status %d: %.300s", path, code, body[strings.Index(body, "<h1"):])
		}
	}
	_, body := get(t, d, "/?country=Nepal")
	has(t, body, "rail accord")
}
