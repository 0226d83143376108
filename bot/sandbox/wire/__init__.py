"""Between the workspace and the app: envelopes, sockets, signed HTTP, limits, faults on purpose, and the log."""
