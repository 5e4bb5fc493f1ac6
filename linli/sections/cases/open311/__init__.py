"""Open311 GeoReport v2: the outside standard by which apps read and report requests (see docs/decisions/0009)."""
