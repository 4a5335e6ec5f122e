package home_test

import (
	"testing"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/home"
	"phongtrao/internal/web/pagetest"
)

func TestSearchSamples(t *testing.T) {
	pagetest.Samples(t, []ui.Screen[*door.Ask]{home.Search})
}
