//go:build !unix

package bench

import "time"

// processor is not measured here: 0.
func processor() time.Duration { return 0 }
