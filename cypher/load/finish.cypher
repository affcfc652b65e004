// The data package is complete, in this version, from the folder with this digest.
MATCH (p:DataPackage {name: $dataset})
SET p.state = $state, p.version = $version, p.types = $types, p.folder = $folder
