//go:build unix

package sqlite

import (
	"errors"
	"os"
	"syscall"
)

// hold locks the file for as long as it is open, and reports false where
// somebody else has it locked.
func hold(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// isHeld reports whether a program that runs has the file locked.
func isHeld(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	held, err := hold(f)
	return err == nil && !held, err
}
