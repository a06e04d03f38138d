"""The version of blogduck, and of its parsers."""

__version__ = "0.1.0"

PARSER_VERSION = "3"
"""Rises whenever the same bytes may parse differently: rows read by different parser versions are never compared."""
