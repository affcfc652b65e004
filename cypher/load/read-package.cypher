// Whether the data package is complete, in which version, from which folder (a digest), and which relationship types it has used.
MATCH (p:DataPackage {name: $dataset})
RETURN p.state AS state, p.version AS version, p.types AS types, p.folder AS folder
