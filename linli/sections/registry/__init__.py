"""Registry (基础信息库): people, homes, things and organisations of the community."""
