"""Tests of the OCPP edge."""
