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
	asks         string // the parameters that it understands: see parameters
}

// What pages and the files beside them both understand.
const (
	feedAsks   = "source country:country type:type topic:topic status:status"
	briefAsks  = "of watch asof:day month:month since:day all"
	agendaAsks = "from:day to:day asof:day month:month country:country view state skip:count all"
	ledgerAsks = "asof:day month:month country:country state skip:count all slipped"
	worldAsks  = "type from:day to:day country:country skip:count"
	anything   = "*" // another program's words
)

// within is how long a page may take.
const within = 30 * time.Second

// routes returns every route of the desk.
func (d *Desk) routes() []route {
	return []route{
		{"GET", "/{$}", d.page(d.allNews), feedAsks + " stories=unread|starred|overdue|changed view=compact|comfortable from"},
		{"POST", "/add", d.page(d.add), ""},
		{"POST", "/stars", d.page(d.star), ""},
		{"POST", "/seen", d.page(d.seen), ""},
		{"GET", "/story/{id}", d.page(d.story), "version:number show from:number fact"},
		{"GET", "/story/{id}/versions", d.page(d.versions), "before:number"},
		{"GET", "/story/{id}/copies", d.page(d.copies), "from:number"},
		{"GET", "/story/{id}/line", d.page(d.line), "version:number"},
		{"GET", "/story/{id}/reading.json", d.page(d.readingJSON), "version:number"},
		{"GET", "/write", d.page(d.writeForm), ""},
		{"POST", "/write", d.formPage(d.write), ""},
		{"GET", "/story/{id}/correct", d.page(d.correctForm), ""},
		{"POST", "/story/{id}/correct", d.formPage(d.correct), ""},
		{"GET", "/story/{id}/kill", d.page(d.killForm), ""},
		{"POST", "/story/{id}/kill", d.formPage(d.kill), ""},
		{"GET", "/story/{id}/fact", d.page(d.fact), "kind fact"},
		{"POST", "/story/{id}/judge", d.page(d.judge), ""},
		{"GET", "/story/{id}/rests", d.page(d.rests), ""},
		{"GET", "/exports", d.page(d.exports), ""},
		{"GET", "/judgements", d.page(d.judgements), "a b"},
		{"POST", "/judgements", d.page(d.rule), ""},
		{"POST", "/judgements/undo", d.page(d.undo), ""},
		{"GET", "/watches", d.page(d.watches), "name q"},
		{"POST", "/watches", d.page(d.watchAdd), ""},
		{"GET", "/watch", d.page(d.watchNew), "name all"},
		{"POST", "/watches/seen", d.page(d.watchSeen), ""},
		{"POST", "/watches/remove", d.page(d.watchRemove), ""},
		{"GET", "/search", d.page(d.search), "q sort=time as=facts from"},
		{"GET", "/complete", d.page(d.complete), "q"},
		{"GET", "/sources", d.page(d.sources), ""},
		{"POST", "/sources", d.page(d.sourceAdd), ""},
		{"POST", "/sources/test", d.page(d.sourceTest), ""},
		{"GET", "/source/{id}", d.page(d.source), ""},
		{"GET", "/source/{id}/kept/{n}", d.page(d.sourceKept), ""},
		{"POST", "/source/{id}/pause", d.page(d.change("paused", "/source/{id}", d.sourcePause)), ""},
		{"POST", "/source/{id}/resume", d.page(d.change("resumed", "/source/{id}", d.sourceResume)), ""},
		{"POST", "/source/{id}/remove", d.page(d.change("removed", "/sources", d.sourceRemove)), ""},
		{"GET", source.CallbackPath + "{id}", d.page(d.hubAsks), anything},
		{"POST", source.CallbackPath + "{id}", d.page(d.hubSends), ""},
		{"GET", "/plans", d.page(d.plans), "from:day to:day after"},
		{"GET", "/dossier", d.page(d.dossiers), "of"},
		{"GET", "/dossier/{subject...}", d.page(d.dossier), "asof:day month:month since:day part as from:day to:day skip:count all"},
		{"GET", "/brief", d.page(d.brief), briefAsks},
		{"GET", "/brief.md", d.page(d.briefMarkdown), briefAsks},
		{"GET", "/brief.docx", d.page(d.briefWord), briefAsks},
		{"GET", "/agenda", d.page(d.agenda), agendaAsks},
		{"GET", "/agenda.ics", d.page(d.calendar), agendaAsks},
		{"GET", "/agenda.csv", d.page(d.agendaTable), agendaAsks},
		{"GET", "/agenda.json", d.page(d.agendaJSON), agendaAsks},
		{"GET", "/ledger", d.page(d.ledger), ledgerAsks},
		{"GET", "/ledger.csv", d.page(d.ledgerTable), ledgerAsks},
		{"GET", "/ledger.json", d.page(d.ledgerJSON), ledgerAsks},
		{"GET", "/world", d.page(d.dealings), worldAsks},
		{"GET", "/world.csv", d.page(d.worldTable), worldAsks},
		{"GET", "/world.json", d.page(d.worldJSON), worldAsks},
		{"POST", programs + "stories", d.api(d.push), ""},
		{"GET", "/settings", d.page(d.settings), ""},
		{"POST", "/settings", d.page(d.set), ""},
		{"GET", "/glossary", d.page(d.glossary), ""},
		{"GET", "/doctor", d.page(d.doctor), "kind from"},
		{"POST", "/doctor", d.page(d.check), ""},
		{"GET", "/feed.atom", d.page(d.atom), feedAsks},
		{"GET", "/feed.json", d.page(d.jsonFeed), feedAsks},
		{"GET", "/events", http.HandlerFunc(d.events), "since"}, // outlives any time limit
		{"GET", "/static/{name}", d.static, "v"},
	}
}

// Handler returns what answers every request to the desk.
func (d *Desk) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range d.routes() {
		serve := r.serve
		if r.method == "GET" && r.asks != anything {
			serve = d.understood(r.asks, serve)
		}
		mux.Handle(r.method+" "+r.path, serve)
	}
	mux.Handle("/", d.page(d.unknown))
	return d.guard(mux)
}
