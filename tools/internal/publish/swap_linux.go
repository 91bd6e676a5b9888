package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// swap puts next in the place of path. The two change places in one step of the file system.
func swap(next, path, old string) error {
	err := unix.Renameat2(unix.AT_FDCWD, next, unix.AT_FDCWD, path, unix.RENAME_EXCHANGE)
	switch {
	case errors.Is(err, unix.ENOENT):
		return os.Rename(next, path)
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EXDEV), errors.Is(err, unix.ENOTSUP):
		return swapByRenaming(next, path, old)
	}
	return err
}
