package eval

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed floor.txt
var floorFile string

// Floors are figures below which the reader must not fall: name and value.
// They are raised by hand when the reader has got better, and never lowered.
type Floors map[string]float64

// LoadFloors reads floor.txt, which lies beside this file.
func LoadFloors() (Floors, error) {
	f := Floors{}
	for n, line := range strings.Split(floorFile, "\n") {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if len(fields) != 2 {
			return nil, fmt.Errorf("floor.txt:%d: want a name and a value", n+1)
		}
		v, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			return nil, fmt.Errorf("floor.txt:%d: %w", n+1, err)
		}
		if _, twice := f[fields[0]]; twice {
			return nil, fmt.Errorf("floor.txt:%d: %s stands there twice", n+1, fields[0])
		}
		f[fields[0]] = v
	}
	return f, nil
}

// Check returns an error where got lies below the floor of that name. A name
// without a floor has none to fall below.
func (f Floors) Check(name string, got float64) error {
	if floor, ok := f[name]; ok && got < floor-1e-9 {
		return fmt.Errorf("%s is %.4g, below its floor of %.4g (eval/floor.txt)", name, got, floor)
	}
	return nil
}
