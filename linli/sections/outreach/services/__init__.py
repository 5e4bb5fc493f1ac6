"""Every change of outreach."""
