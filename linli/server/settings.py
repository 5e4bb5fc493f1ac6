"""Django settings, from the environment; everything has a default that works on one machine."""

from __future__ import annotations

import os
from pathlib import Path

from linli.kernel import secrets
from linli.kernel.discovery import section_names
from linli.server.database import databases

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("LINLI_DATA") or ROOT / "data").resolve()
DATA.mkdir(parents=True, exist_ok=True)
SECRETS = secrets.load(DATA)
SECRET_KEY = SECRETS.django.hex()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LINLI_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
HTTPS = os.environ.get("LINLI_HTTPS", "") == "1"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ninja",
    "linli.kernel",
    *section_names(),
    "linli.server",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "linli.server.urls"
WSGI_APPLICATION = None
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES, TELEMETRY_DB = databases(DATA, os.environ.get("LINLI_DATABASE_URL", ""))
DATABASE_ROUTERS = ["linli.server.dbrouter.TelemetryRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

EDGE_DRIVERS = ["linli.edge.mqtt.MqttDriver", "linli.edge.watch.driver", "linli.edge.ocpp.driver"]
"""What listens to the outside beside the web; the first is the one without which there is no ingest."""

AUTH_USER_MODEL = "kernel.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_HEADER_NAME = "HTTP_X_CSRFTOKEN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
WEB_DIST = ROOT / "web" / "dist"
STATICFILES_DIRS = [WEB_DIST] if WEB_DIST.exists() else []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"-[A-Za-z0-9_\-]{8}\.(js|css|woff2?)$"
FILES_DIR = DATA / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LINLI_LOG", "WARNING")},
    "loggers": {"django.request": {"level": "ERROR"}},
}
