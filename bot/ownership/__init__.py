"""One accountable owner a pain, and handoffs that need a yes."""
