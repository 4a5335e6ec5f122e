package settings_test

import (
	"testing"

	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/settings"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, settings.Screens()) }
