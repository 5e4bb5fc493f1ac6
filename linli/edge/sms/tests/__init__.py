"""Tests of the SMS drivers."""
