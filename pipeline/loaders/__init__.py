"""Loaders: rows out of visits, into DuckDB and out again. Blind to fetchers and parsers."""
