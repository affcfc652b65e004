// Blocks that the data package no longer has.
MATCH (b:DataPackageBlock {package: $package})
WHERE b.digest IN $digests
DELETE b
