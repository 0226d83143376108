"""What the manifest, the table of routes, the docs and the code promise each other."""
