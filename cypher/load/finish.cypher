// The data package is complete, in this version and version of the model, from the folder with this digest; a draft
// says how many rows it leaves out, a collection which packages it reads as one.
MATCH (p:DataPackage {name: $package})
SET p.state = $state, p.version = $version, p.model = $model, p.types = $types, p.folder = $folder,
  p.draft = $draft, p.leftOut = $left_out, p.packages = $packages
