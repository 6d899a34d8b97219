package atlas

import (
	"math"
	"strconv"
)

// unit writes a coordinate as short as it can be on the sheet.
func unit(v float64) string { return strconv.Itoa(int(math.Round(v))) }
