"""Shapes of requests and answers of elder care."""
