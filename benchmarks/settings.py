"""The platform's own settings, with one more address: an endpoint that returns a constant."""

from linli.server.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
