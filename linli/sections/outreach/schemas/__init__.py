"""Shapes of requests and answers of outreach."""
