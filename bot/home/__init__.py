"""App Home and help: what Flywheel is, and what is yours in it."""
