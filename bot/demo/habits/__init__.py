"""What people of the company do when they see a button, by what it is for."""
