"""The OCPP 1.6-J central system (充电桩中心系统): piles connect here by WebSocket at /ocpp/<number>.

What piles ask is answered by the section that provides the kernel port “charging”.
"""

from linli.edge.ocpp.driver import OcppDriver, driver

__all__ = ["OcppDriver", "driver"]
