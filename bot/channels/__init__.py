"""Where things are said: what kind of place a channel is decides who may see its words."""
