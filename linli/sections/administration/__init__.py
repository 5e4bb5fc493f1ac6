"""Platform administration (平台管理与开放): signing in, users and roles, privacy, audit, keys, health."""
