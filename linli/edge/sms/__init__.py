"""Drivers of the SMS port (短信通道)."""
