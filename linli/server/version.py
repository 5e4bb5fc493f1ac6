"""Which version runs."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version


def version() -> str:
    """The installed version, such as “0.1.0”."""
    try:
        return installed_version("linli")
    except PackageNotFoundError:
        return "0"
