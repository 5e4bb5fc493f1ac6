"""Walks every route of the API: who may pass, who may not, and that no input breaks it."""
