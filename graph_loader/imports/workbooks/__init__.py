"""A package as a workbook to code in, and back."""
