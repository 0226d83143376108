"""Who decides for each department, and who sits on the flywheel team as what, from when to when."""
