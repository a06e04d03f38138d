"""Markdown: bodies and whole pages as text that reads well."""
