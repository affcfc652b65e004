"""Tables, XML and graphs of others, made into rows of a package by recipes."""
