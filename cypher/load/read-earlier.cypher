// The data packages that stand in an earlier version of the model, with the relationship types that they have used.
MATCH (p:DataPackage)
WHERE coalesce(p.model, 1) < $model
RETURN collect(p.name) AS packages, reduce(all = [], types IN collect(p.types) | all + types) AS types
