"""Pages of series, templates, terms and the termijnagenda."""
