"""The business year: its quarters by rule or by table, and the theme of each."""
