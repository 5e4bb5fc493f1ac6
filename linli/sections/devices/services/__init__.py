"""Every change of the devices section."""
