"""Who may do what, in one table: services ask it, the docs show it."""
