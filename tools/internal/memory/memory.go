// Package memory says when a program looks for memory that it can use again.
package memory

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// Lazy is for a program that keeps most of what it makes and ends soon: looking for what is
// no longer needed finds little, and costs a fifth of the time. Nothing is looked for before the program
// holds so many bytes, and then each time that it holds four times as many as were in use. A
// GOGC or GOMEMLIMIT in the environment is left to decide.
func Lazy(bytes int64) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	const threeTimesMore = 300
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(bytes)
	// What nobody holds is found by the first look, which is the time to go over to the rule for all later ones.
	runtime.AddCleanup(new(first), func(int) {
		debug.SetGCPercent(threeTimesMore)
		debug.SetMemoryLimit(math.MaxInt64)
	}, 0)
}

// first has a pointer in it: the runtime keeps small things without one together, longer than each is held.
type first struct{ _ *first }
