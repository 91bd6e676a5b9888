package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// swap puts next in the place of path. The two change places in one step of the file system.
func swap(next, path, old string) error {
	err := unix.RenamexNp(next, path, unix.RENAME_SWAP)
	switch {
	case errors.Is(err, unix.ENOENT):
		return os.Rename(next, path)
	case errors.Is(err, unix.ENOTSUP), errors.Is(err, unix.EINVAL):
		return swapByRenaming(next, path, old)
	}
	return err
}
