"""The ingest: messages → readings → one batch writer → acknowledgement."""
