"""The credential: its model, its Markdown reader, writer and validator, the catalogue."""
