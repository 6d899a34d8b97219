package page

import (
	"fmt"
	"strconv"

	"github.com/datelinewire/dateline/say"
)

func itoa(n int) string { return strconv.Itoa(n) }

// join puts fields of an address together.
func join(fields, more string) string {
	if fields == "" {
		return more
	}
	return fields + "&" + more
}

// pageCount says which rows of how many a page shows; "" where it shows all.
func pageCount(skip, per, all int) string {
	if all <= per {
		return ""
	}
	return fmt.Sprintf("%s to %s of %s", say.Count(int64(min(skip+1, all))), say.Count(int64(min(skip+per, all))), say.Count(int64(all)))
}
