"""What tests of every section share: databases, a running server, the road to the browser."""
