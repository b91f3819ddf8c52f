"""The workbook: its model, its store, its places and progress."""
