"""Backup and restore (备份与恢复): everything in one checked file.

The file is a ZIP: manifest.json (what, when, SHA-256 of every part), the database, the stored files. The keys that
decrypt personal fields are inside only when asked for: a stolen backup without them shows no id number or phone.
"""

from linli.kernel.backup.archive import BackupError, back_up
from linli.kernel.backup.restore import Restored, check, restore

__all__ = ["BackupError", "Restored", "back_up", "check", "restore"]
