"""Charging by OCPP 1.6: what piles ask, worked out here; people's side is in services/charging.py."""
