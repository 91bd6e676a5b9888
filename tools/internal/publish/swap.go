package publish

import "os"

// swapByRenaming is for systems and file systems that can't exchange two folders at
// once. Between the two renames no site is there; [Open] mends a process
// killed just then.
func swapByRenaming(next, path, old string) error {
	if err := os.Rename(path, old); err != nil && !os.IsNotExist(err) {
		return err
	}
	if err := os.Rename(next, path); err != nil {
		_ = os.Rename(old, path)
		return err
	}
	return nil
}
