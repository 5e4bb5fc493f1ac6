"""邻里 (linli): the open platform on which a Chinese community (社区) runs its daily life."""

import sys

# SQLite before 3.51.3 can corrupt a WAL database (docs/decisions/0002-sqlite-engine.md): use the wheel's newer engine.
try:
    import sqlcipher3
    import sqlcipher3.dbapi2
except ImportError:  # no wheel for this platform: `linli doctor` warns when the stock engine is affected
    pass
else:
    sys.modules["sqlite3"] = sqlcipher3
    sys.modules["sqlite3.dbapi2"] = sqlcipher3.dbapi2
