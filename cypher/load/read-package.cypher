// Whether the data package is complete, in which version of itself and of the model, from which folder (a digest), and
// which relationship types it has used.
MATCH (p:DataPackage {name: $package})
RETURN p.state AS state, p.version AS version, p.model AS model, p.types AS types, p.folder AS folder
