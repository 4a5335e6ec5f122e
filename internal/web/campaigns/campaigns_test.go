package campaigns_test

import (
	"testing"

	"phongtrao/internal/web/campaigns"
	"phongtrao/internal/web/pagetest"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, campaigns.Screens()) }
