"""Tests of the composition root: one port, live streams, the command line, backups."""
