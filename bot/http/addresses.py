"""Where a request comes from, as limits count it."""

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request


def place_of(request: Request) -> str:
    """Return what is counted as one place: an address or, of IPv6, the network that one customer has; "" if unknown."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    if address.ipv4_mapped:  # or all of IPv4 would be one network
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), 64), strict=False))
