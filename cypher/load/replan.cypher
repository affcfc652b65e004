// Count the indexes again and forget the plans made before, so that queries are planned for what is there now.
CALL db.prepareForReplanning(60)
