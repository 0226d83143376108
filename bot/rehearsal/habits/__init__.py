"""What people of the made-up company do, and when: one file a habit. They see buttons, and press some of them."""
