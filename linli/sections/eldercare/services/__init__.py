"""Every change of elder care."""
