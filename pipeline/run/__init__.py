"""The run floor: the only one that knows fetchers, parsers and loaders."""
