//go:build !linux && !darwin

package publish

// swap puts next in the place of path.
func swap(next, path, old string) error { return swapByRenaming(next, path, old) }
