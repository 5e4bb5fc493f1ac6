"""Keeps pushed messages from reaching machines of our own network (SSRF): which addresses may be spoken to."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from linli.kernel.errors import DomainError

NAT64 = IPv6Network("64:ff9b::/96")
LONGEST = 500
Address = IPv4Address | IPv6Address


class Unreachable(Exception):
    """The name has no address, or only ones that may not be spoken to; the text is for the delivery log."""


def check_url(url: str, *, inner: bool) -> None:
    """Raises DomainError for what can never be pushed to: not https, user names in it, an inner address.

    `inner` allows inner addresses and plain http.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    schemes = ("https", "http") if inner else ("https",)
    if parts.scheme not in schemes or not host or len(url) > LONGEST or not url.isascii() or port == 0:
        raise _wrong(f"请填写完整的网址，以 {schemes[0]}:// 开头，最多 {LONGEST} 个字符。")
    if parts.username is not None or parts.fragment or any(c <= " " for c in url):
        raise _wrong("网址里不要写用户名、口令、空格和 # 后面的部分。")
    if not inner and _is_inner_name(host):
        raise _wrong("不能推送到本机或内网地址。")


def _wrong(message: str) -> DomainError:
    return DomainError(message, fields={"url": message})


def _is_inner_name(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    literal = literal_address(host)
    return literal is not None and not allowed(literal)


def literal_address(host: str) -> Address | None:
    """The address that a host in digits means, as any resolver reads it ("127.1", "0x7f000001" too)."""
    try:
        return ip_address(host.split("%")[0])
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def allowed(address: Address) -> bool:
    """True for an address of the open internet, also of the IPv4 address that an IPv6 one carries inside."""
    if isinstance(address, IPv6Address):
        carried = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in NAT64:
            carried.append(IPv4Address(int(address) & 0xFFFFFFFF))
        if any(inside is not None and not allowed(inside) for inside in carried):
            return False
        if address.ipv4_mapped is not None:
            return True
    return address.is_global and not address.is_multicast


async def resolve(host: str, port: int, *, inner: bool) -> str:
    """One address of the host, looked up once, to be spoken to as it is. Raises Unreachable.

    All of a name's addresses must be allowed: a name that also points inside is a trap.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Unreachable("找不到这个域名") from None
    addresses = [ip_address(str(entry[4][0]).split("%")[0]) for entry in found]
    if not addresses:
        raise Unreachable("找不到这个域名")
    if not inner and not all(allowed(a) for a in addresses):
        raise Unreachable("域名指向内网地址，已拒绝")
    return str(min(addresses, key=lambda a: a.version))
