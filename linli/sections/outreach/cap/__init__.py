"""CAP 1.2 (Common Alerting Protocol, OASIS): warnings read and written as XML."""
