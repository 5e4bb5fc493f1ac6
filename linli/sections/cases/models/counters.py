"""Counters: the last number given in a year, and wrong query codes."""

from __future__ import annotations

from django.db import models


class CaseNumber(models.Model):
    """The last number given in a year; the row is the lock under which numbers are drawn."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class ProgressMiss(models.Model):
    """Wrong query codes within a window, per asking address and per case number (keyed hashes)."""

    key = models.CharField(max_length=32)
    window = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """One row per key and window."""

        constraints = (models.UniqueConstraint(fields=("key", "window"), name="miss_once"),)
