"""A terminal workbook in which an educator works through a micro-credential."""

__version__ = "0.1.0"
