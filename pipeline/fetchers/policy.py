"""The policy: how we fetch, and what one blog's entry allows. Nothing is read from the environment."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """How every request is made.

    user_agent: name, version and contact, as RFC 9110 §10.1.5 has it; the part before "/" is our name in robots.txt.
    connect_timeout, read_timeout: seconds for a connection, and of silence. total_timeout: seconds for one response.
    max_bytes: cap on one response as transferred, and again on its body after decompression.
    retries: further attempts after a connection fault, 429 or 5xx.
    retry_after_max: the longest Retry-After that is waited for, in seconds; beyond it, the answer stands.
    proxy: URL of a proxy for http and https. With one, the address of the peer can't be checked: only that the URL
    itself does not name a private address. ca_bundle: a file or folder of CA certificates instead of certifi's.
    """

    user_agent: str
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    total_timeout: float = 120.0
    max_bytes: int = 50 * MEBIBYTE
    retries: int = 3
    retry_after_max: float = 60.0
    proxy: str | None = None
    ca_bundle: str | None = None

    @property
    def product(self) -> str:
        """The product token that robots.txt addresses (RFC 9309 §2.2.1)."""
        return self.user_agent.split("/", 1)[0].strip()


@dataclass(frozen=True, slots=True)
class HostPolicy:
    """What one blog's entry says of hosts.

    own_host: host of the blog's URL, with its port unless that is the scheme's default, as in the URL.
    delay: seconds between the end of a request and the start of the next one to the same host.
    allow_private_addresses: whether own_host (and no other host or port) may have an address that is not public.
    """

    own_host: str
    delay: float = 1.0
    allow_private_addresses: bool = False
