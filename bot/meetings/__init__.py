"""The flywheel meeting: a series by its rule, each occurrence a row, and its calendar file."""
