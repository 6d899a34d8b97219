package desk

import (
	"net/http"
	"time"

	"github.com/datelinewire/dateline/source"
)

// route is one address of the desk. What writes, or costs more than a page,
// has the method POST: a link or a picture on somebody's page makes a browser
// send GET, and only that.
type route struct {
	method, path string
	serve        http.Handler
}

// within is how long a page may take.
const within = 30 * time.Second

// routes returns every route of the desk.
func (d *Desk) routes() []route {
	return []route{
		{"GET", "/{$}", d.page(d.allNews)},
		{"POST", "/add", d.page(d.add)},
		{"POST", "/stars", d.page(d.star)},
		{"POST", "/seen", d.page(d.seen)},
		{"GET", "/story/{id}", d.page(d.story)},
		{"GET", "/story/{id}/versions", d.page(d.versions)},
		{"GET", "/story/{id}/copies", d.page(d.copies)},
		{"GET", "/story/{id}/line", d.page(d.line)},
		{"GET", "/story/{id}/reading.json", d.page(d.readingJSON)},
		{"GET", "/write", d.page(d.writeForm)},
		{"POST", "/write", d.formPage(d.write)},
		{"GET", "/story/{id}/correct", d.page(d.correctForm)},
		{"POST", "/story/{id}/correct", d.formPage(d.correct)},
		{"GET", "/story/{id}/kill", d.page(d.killForm)},
		{"POST", "/story/{id}/kill", d.formPage(d.kill)},
		{"GET", "/story/{id}/fact", d.page(d.fact)},
		{"POST", "/story/{id}/judge", d.page(d.judge)},
		{"GET", "/story/{id}/rests", d.page(d.rests)},
		{"GET", "/exports", d.page(d.exports)},
		{"GET", "/judgements", d.page(d.judgements)},
		{"POST", "/judgements", d.page(d.rule)},
		{"POST", "/judgements/undo", d.page(d.undo)},
		{"GET", "/watches", d.page(d.watches)},
		{"POST", "/watches", d.page(d.watchAdd)},
		{"GET", "/watch", d.page(d.watchNew)},
		{"POST", "/watches/seen", d.page(d.watchSeen)},
		{"POST", "/watches/remove", d.page(d.watchRemove)},
		{"GET", "/search", d.page(d.search)},
		{"GET", "/complete", d.page(d.complete)},
		{"GET", "/sources", d.page(d.sources)},
		{"POST", "/sources", d.page(d.sourceAdd)},
		{"POST", "/sources/test", d.page(d.sourceTest)},
		{"GET", "/source/{id}", d.page(d.source)},
		{"GET", "/source/{id}/kept/{n}", d.page(d.sourceKept)},
		{"POST", "/source/{id}/pause", d.page(d.change("paused", "/source/{id}", d.sourcePause))},
		{"POST", "/source/{id}/resume", d.page(d.change("resumed", "/source/{id}", d.sourceResume))},
		{"POST", "/source/{id}/remove", d.page(d.change("removed", "/sources", d.sourceRemove))},
		{"GET", source.CallbackPath + "{id}", d.page(d.hubAsks)},
		{"POST", source.CallbackPath + "{id}", d.page(d.hubSends)},
		{"GET", "/plans", d.page(d.plans)},
		{"GET", "/dossier", d.page(d.dossiers)},
		{"GET", "/dossier/{subject...}", d.page(d.dossier)},
		{"GET", "/brief", d.page(d.brief)},
		{"GET", "/brief.md", d.page(d.briefMarkdown)},
		{"GET", "/brief.docx", d.page(d.briefWord)},
		{"GET", "/agenda", d.page(d.agenda)},
		{"GET", "/agenda.ics", d.page(d.calendar)},
		{"GET", "/agenda.csv", d.page(d.agendaTable)},
		{"GET", "/agenda.json", d.page(d.agendaJSON)},
		{"GET", "/ledger", d.page(d.ledger)},
		{"GET", "/ledger.csv", d.page(d.ledgerTable)},
		{"GET", "/ledger.json", d.page(d.ledgerJSON)},
		{"GET", "/world", d.page(d.dealings)},
		{"GET", "/world.csv", d.page(d.worldTable)},
		{"GET", "/world.json", d.page(d.worldJSON)},
		{"POST", programs + "stories", d.api(d.push)},
		{"GET", "/settings", d.page(d.settings)},
		{"POST", "/settings", d.page(d.set)},
		{"GET", "/glossary", d.page(d.glossary)},
		{"GET", "/doctor", d.page(d.doctor)},
		{"POST", "/doctor", d.page(d.check)},
		{"GET", "/feed.atom", d.page(d.atom)},
		{"GET", "/feed.json", d.page(d.jsonFeed)},
		{"GET", "/events", http.HandlerFunc(d.events)}, // outlives any time limit
		{"GET", "/static/{name}", d.static},
	}
}

// Handler returns what answers every request to the desk.
func (d *Desk) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range d.routes() {
		mux.Handle(r.method+" "+r.path, r.serve)
	}
	mux.Handle("/", d.page(d.unknown))
	return d.guard(mux)
}
