"""What was noticed: the finding and its place."""
