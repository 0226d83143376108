"""What people do in Slack, one file a noun: read the payload, call one service, answer."""
