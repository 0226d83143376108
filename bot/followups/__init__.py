"""Follow-ups: the next date of a pain, and the one message a day that reminds a person of all she owes."""
