"""The kernel: what every section is made of; it knows no section."""
