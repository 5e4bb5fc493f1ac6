"""The platform's settings with the app whose events and handlers the crash tests count."""

from linli.server.settings import *  # noqa: F403
from linli.server.settings import INSTALLED_APPS as PLATFORM

INSTALLED_APPS = [*PLATFORM[:-1], "crash.app.CrashConfig", PLATFORM[-1]]
