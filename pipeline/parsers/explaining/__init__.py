"""Explaining: what found each field of a page, and what else it might have been."""
