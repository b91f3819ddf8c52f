"""The plain-text way to do everything."""
