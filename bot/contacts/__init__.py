"""Days on which those who decide meet customers themselves."""
