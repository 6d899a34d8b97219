package desk

// Routes returns method and path of every route, for the tests that try them
// all.
func (d *Desk) Routes() [][2]string {
	var out [][2]string
	for _, r := range d.routes() {
		out = append(out, [2]string{r.method, r.path})
	}
	return out
}

// Cell is cell.
func Cell(s string) string { return cell(s) }
