// What the last load of each data package counted: by kind what the package has, and what others had besides.
MATCH (m:DataPackageMark)
RETURN properties(m) AS mark
