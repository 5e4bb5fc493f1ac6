"""Commands of the devices section."""
