"""The migrations make the very tables that the models describe: the tests build theirs from the models."""

import pytest
from django.conf import settings
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MIGRATION_MODULES", {})
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
