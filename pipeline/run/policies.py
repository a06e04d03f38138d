"""Policies: what the settings mean for a fetcher."""

from __future__ import annotations

from urllib.parse import urlsplit

from pipeline.fetchers.policy import FetchPolicy, HostPolicy
from pipeline.settings import BlogSettings, Settings

_DEFAULT_PORTS = {"http": 80, "https": 443}


def fetch_policy(settings: Settings) -> FetchPolicy:
    """How every request is made."""
    fetch = settings.fetch
    return FetchPolicy(
        user_agent=settings.user_agent,
        connect_timeout=fetch.connect_timeout,
        read_timeout=fetch.read_timeout,
        total_timeout=fetch.total_timeout,
        max_bytes=fetch.max_bytes,
        retries=fetch.retries,
        proxy=fetch.proxy,
        ca_bundle=str(fetch.ca_bundle) if fetch.ca_bundle else None,
    )


def host_policy(blog: BlogSettings) -> HostPolicy:
    """What the blog's entry allows."""
    parts = urlsplit(blog.url)
    port = parts.port if parts.port != _DEFAULT_PORTS.get(parts.scheme) else None
    host = f"{parts.hostname or ''}:{port}" if port else parts.hostname or ""
    return HostPolicy(host, blog.delay, blog.allow_private_addresses)
