"""Outreach (信息发布与精准触达): every notice reaches exactly the people it concerns, and nobody is missed."""
