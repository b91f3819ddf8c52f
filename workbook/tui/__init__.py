"""The full-screen way to do everything."""
