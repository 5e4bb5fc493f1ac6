"""The REST face: routers with gates, paging, errors, remembered answers."""

from linli.kernel.access.resolve import Request
from linli.kernel.api.client import client_address
from linli.kernel.api.gate import LOGGED_IN, PUBLIC
from linli.kernel.api.paging import Page, Paging
from linli.kernel.api.router import ErrorOut, SectionRouter

__all__ = ["LOGGED_IN", "PUBLIC", "ErrorOut", "Page", "Paging", "Request", "SectionRouter", "client_address"]
