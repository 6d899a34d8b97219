package desk

import "net/http"

// Handler gives every route of the desk.
func (d *Desk) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", d.page(d.allNews))
	mux.Handle("POST /add", d.page(d.add))
	mux.Handle("GET /story/{id}", d.page(d.story))
	mux.Handle("GET /story/{id}/versions", d.page(d.versions))
	mux.Handle("GET /story/{id}/reading.json", d.page(d.readingJSON))
	mux.Handle("GET /write", d.page(d.writeForm))
	mux.Handle("POST /write", d.page(d.write))
	mux.Handle("GET /story/{id}/correct", d.page(d.correctForm))
	mux.Handle("POST /story/{id}/correct", d.page(d.correct))
	mux.Handle("GET /story/{id}/kill", d.page(d.killForm))
	mux.Handle("POST /story/{id}/kill", d.page(d.kill))
	mux.Handle("POST /story/{id}/judge", d.page(d.judge))
	mux.Handle("GET /search", d.page(d.search))
	mux.Handle("GET /doctor", d.page(d.doctor))
	mux.Handle("GET /feed.atom", d.page(d.atom))
	mux.Handle("GET /feed.json", d.page(d.jsonFeed))
	mux.HandleFunc("GET /events", d.events) // outlives any time limit
	mux.Handle("GET /static/{name}", d.static)
	mux.Handle("/", d.page(d.unknown))
	return d.guard(mux)
}
