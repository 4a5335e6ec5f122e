package house

import (
	"context"
	"log/slog"
	"time"

	"phongtrao/internal/roster"
)

// ForgetEvery is how often the names of those who took part are looked through for those whose time is over.
const ForgetEvery = time.Hour

// forget has names go when their time is over.
func (h *House) forget(ctx context.Context) {
	for {
		if _, err := roster.EraseEnded(ctx, h.DB, h.Desk); err != nil && ctx.Err() == nil {
			slog.Warn("forgetting names whose time is over", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(ForgetEvery):
		}
	}
}
