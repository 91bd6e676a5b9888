package memory

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

func TestLazyLooksOnceThenByTheRule(t *testing.T) {
	t.Setenv("GOGC", "")
	percent, limit := debug.SetGCPercent(100), debug.SetMemoryLimit(-1)
	defer func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}()
	const bytes = 1 << 40
	Lazy(bytes)
	if got := debug.SetMemoryLimit(-1); got != bytes {
		t.Errorf("before: up to %d bytes", got)
	}
	runtime.GC()
	for debug.SetMemoryLimit(-1) != math.MaxInt64 {
		runtime.Gosched()
	}
	if got := debug.SetGCPercent(100); got != 300 {
		t.Errorf("after: %d %%", got)
	}
}

func TestLazyLeavesTheEnvironmentToDecide(t *testing.T) {
	t.Setenv("GOGC", "100")
	before := debug.SetMemoryLimit(-1)
	Lazy(1 << 40)
	if got := debug.SetMemoryLimit(-1); got != before {
		t.Errorf("up to %d bytes", got)
	}
}
