// The units of some blocks: their keys, and digests of what they were made of.
MATCH (b:DataPackageBlock {package: $package})
WHERE b.digest IN $digests
RETURN b.kind AS kind, b.keys AS keys, b.digests AS digests
