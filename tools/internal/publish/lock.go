package publish

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/gofrs/flock"
)

// lock keeps other builds away from a folder. It holds the folder's parent, which is
// there anyway and stays the same when the folder is swapped, so nothing is left
// behind; the system lets go of it when the process ends, however it ends. Two
// folders with the same parent wait for each other, which does no harm.
func lock(ctx context.Context, path string, waiting func()) (unlock func() error, err error) {
	l := flock.New(filepath.Dir(path), flock.SetFlag(os.O_RDONLY))
	if runtime.GOOS == "windows" {
		// A folder can't be opened there.
		l = flock.New(filepath.Join(os.TempDir(), fmt.Sprintf("site-build-%x.lock", sha256.Sum256([]byte(path)))))
	}
	locked, err := l.TryLock()
	if err == nil && !locked {
		waiting()
		_, err = l.TryLockContext(ctx, retry)
	}
	if err != nil {
		return nil, fmt.Errorf("waiting for another build of %s: %w", path, err)
	}
	return l.Close, nil
}
