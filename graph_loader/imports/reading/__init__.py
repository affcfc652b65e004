"""Files of others as rows of text: tables, workbooks, graphs, XML."""
