"""GPS watches and bands (定位手表、手环) over TCP: `[3G*8800000015*000D*LK,50,100,80]` and its variants.

The protocol has no keys: whoever knows a watch's id can speak for it. Hence only ids that are registered for this line
are let in, an address range can be set (LINLI_WATCH_ALLOW), and an id has one live connection.
"""

from linli.edge.watch.server import WatchDriver, driver

__all__ = ["WatchDriver", "driver"]
