"""Goals from company to person, and how much the priorities of each department point the same way."""
