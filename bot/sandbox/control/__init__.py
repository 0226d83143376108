"""`/control`: everything a person, an operator or bad luck can do, as JSON for tests and scripts."""
