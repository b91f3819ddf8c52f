"""A draft as text: what Markdown shows, and how many words that is."""
