"""The guard: which network addresses may be talked to (against server-side request forgery).

The check is made on the address that a connection has reached, not on a name: a name may resolve to something else a
moment later ("DNS rebinding").
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

# Beyond what `ipaddress` of Python 3.11 knows: IANA's special-purpose registries, RFC 6890 and RFC 9637.
_NOT_GLOBAL = [ip_network(text) for text in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")]
_GLOBAL_UNICAST = IPv6Network("2000::/3")  # RFC 4291 §2.4: nothing else is assigned for public hosts
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052 §2.1
_ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214 §6.1


class RefusedPeer(Exception):
    """A connection reached an address that is not public. Not an OSError: no HTTP library may take it for a fault.

    Args:
        address: the peer's IP address.
    """

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def is_public(address: str) -> bool:
    """Whether `address` (IPv4 or IPv6 in text form) is one of the public internet.

    IPv4 addresses inside IPv6 ones (mapped, 6to4, NAT64, ISATAP) are judged by themselves. What is no address is not
    public, nor is one with a zone (`fe80::1%eth0`).
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_public(parsed)
    embedded = _embedded(parsed)
    if parsed.scope_id or (embedded and not _is_public(embedded)):
        return False
    if parsed.ipv4_mapped or parsed in _NAT64:
        return True
    return parsed in _GLOBAL_UNICAST and _is_public(parsed)


def check_peer(address: str, allow_private: bool) -> None:
    """Raise `RefusedPeer` unless `address` is public or private addresses are allowed."""
    if not (allow_private or is_public(address)):
        raise RefusedPeer(address)


def check_name(host: str, allow_private: bool) -> None:
    """Refuse a URL's host that itself names a private address.

    It spares connections that `check_peer` would refuse, and is all that can be checked when a proxy connects for us.
    Raises `RefusedPeer`.
    """
    name = host.strip("[]").rstrip(".").lower()
    local = name == "localhost" or name.endswith((".localhost", ".local", ".internal"))
    if not allow_private and (local or (_looks_numeric(name) and not is_public(name))):
        raise RefusedPeer(host)


def _looks_numeric(name: str) -> bool:
    # `127.1`, `0x7f000001` and `2130706433` are addresses to a resolver though not to `ipaddress`.
    return ":" in name or name.rsplit(".", 1)[-1].isdigit() or name.startswith("0x")


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    special = address.is_multicast or address.is_reserved or any(address in network for network in _NOT_GLOBAL)
    return address.is_global and not special


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    low = int(address) & 0xFFFFFFFF
    if address in _NAT64 or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return IPv4Address(low)
    return None
