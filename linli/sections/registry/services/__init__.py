"""Every change to the registry: one transaction each, audited."""
