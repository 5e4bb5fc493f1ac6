"""Devices (物联设备): the register, the readings that come in, and who is online."""
