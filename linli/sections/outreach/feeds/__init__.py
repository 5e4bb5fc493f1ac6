"""Feeds (订阅): Atom, RSS, iCalendar and CAP for readers, calendars and other platforms; open notices only."""
