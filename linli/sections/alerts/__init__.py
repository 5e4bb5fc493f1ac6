"""Alerts (智能预警): kinds, rules on event time, one open alert per source, duty and hand-over to cases."""
