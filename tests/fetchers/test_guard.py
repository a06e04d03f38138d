"""Which addresses are public. No connection is made."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetchers.guard import RefusedPeer, check_name, check_peer, is_public

PRIVATE = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254
    172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.9 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1
    224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1
    64:ff9b::127.0.0.1 64:ff9b::192.168.0.1 64:ff9b:1::8.8.8.8 100::1 2001::1 2001:db8::1 2001:20::1
    2002:7f00:1:: 2002:c0a8:1:: 2002:a00:1::1 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1
    ff02::1 ff0e::1 2a00:1450::5efe:127.0.0.1 2a00:1450::200:5efe:10.0.0.1 4000::1 2a00:1450::1%eth0
""".split()
PUBLIC = """
    1.1.1.1 8.8.8.8 93.184.216.34 172.32.0.1 172.15.0.1 100.128.0.1 192.167.0.1 11.0.0.1 223.255.255.1
    2606:4700::1111 2a00:1450:4001::200e 2002:808:808:: ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2a00:1450::5efe:8.8.8.8
""".split()
NO_ADDRESS = [
    "",
    "localhost",
    "127.1",
    "0x7f000001",
    "2130706433",
    "1.2.3",
    "1.2.3.4.5",
    "::g",
    "blog.example",
    "1.2.3.4 ",
]


@pytest.mark.parametrize("address", PRIVATE + NO_ADDRESS)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(RefusedPeer):
        check_peer(address, allow_private=False)
    check_peer(address, allow_private=True)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)
    check_peer(address, allow_private=False)


@given(st.ip_addresses(v=4))
def test_every_ipv4_address_is_judged_alike_inside_ipv6(address: IPv4Address) -> None:
    inside = [f"::ffff:{address}", f"64:ff9b::{address}", str(IPv6Address((0x2002 << 112) | (int(address) << 80)))]
    assert {is_public(text) for text in inside} == {is_public(str(address))}


@given(st.ip_addresses(v=4, network="192.168.0.0/16"))
def test_no_form_of_a_private_address_is_public(address: IPv4Address) -> None:
    assert not any(is_public(f"{prefix}{address}") for prefix in ("", "::", "::ffff:", "64:ff9b::", "2a00::5efe:"))


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "printer.local",
        "127.1",
        "0x7f000001",
        "2130706433",
        "[::1]",
        "10.0.0.1",
        "db.internal",
    ],
)
def test_names_of_private_addresses_are_refused(host: str) -> None:
    with pytest.raises(RefusedPeer):
        check_name(host, allow_private=False)
    check_name(host, allow_private=True)


@pytest.mark.parametrize("host", ["blog.example", "8.8.8.8", "[2a00:1450::1]", "1.blog.example", "localhost.example"])
def test_other_names_are_left_to_the_peer_check(host: str) -> None:
    check_name(host, allow_private=False)
