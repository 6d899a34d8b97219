//go:build !unix

package sqlite

import "os"

// hold has nothing to do: what is open cannot be renamed here, which is lock
// enough.
func hold(*os.File) (bool, error) { return true, nil }

// isHeld reports whether a program that runs has the file open.
func isHeld(path string) (bool, error) {
	if err := os.Rename(path, path+"~"); err != nil {
		if os.IsNotExist(err) {
			return false, err
		}
		return true, nil
	}
	return false, os.Rename(path+"~", path)
}
