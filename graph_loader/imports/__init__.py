"""Tables, workbooks, XML and bibliographies of others, made into rows of a package."""
