"""From a workbook to the document that reviewers read."""
