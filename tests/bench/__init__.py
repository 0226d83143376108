"""Speed beside a floor measured in the same run: `make bench`. Prints, never asserts."""
