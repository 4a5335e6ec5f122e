package home

import "phongtrao/internal/base/ui"

func overviewSamples() ui.Samples[overview] { return nil }
