"""Numbers where people would rather look: charts in Slack's own blocks, and the same as a picture."""
