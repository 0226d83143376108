"""Flywheel: every customer pain kept, owned and answered."""
