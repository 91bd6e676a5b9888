// Package parallel does many like things on all processors.
package parallel

import (
	"runtime"
	"sync"
)

// Do calls do with 0 to n-1, in no order, and returns when all calls have.
func Do(n int, do func(i int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				do(i)
			}
		})
	}
	wg.Wait()
}
