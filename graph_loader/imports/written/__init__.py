"""What is written in a cell: dates and numbers by their customs, what a spreadsheet spoilt, and what must be asked."""
