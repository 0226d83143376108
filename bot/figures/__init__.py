"""Counts kept in the same transaction as what they count: figures cost the same however long the history."""
