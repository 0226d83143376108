"""Decisions, each with what it does to the customer."""
