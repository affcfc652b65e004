// title: A claim and its evidence as a graph
// question: Who is in a claim, whose word is it, where does it stand, which works are cited, and what do the notes say? Made to be seen as a graph.
// parameters:
//   claim: {type: claim}
// columns:
//   path: from the claim to its actors, its voices, its passage and source, the works cited, or its notes
MATCH path = (:Claim {id: $claim, package: $package})-[:FROM|TO|ABOUT|AT|REPORTED_BY|CITES]->()
RETURN path
UNION
MATCH path = (:Claim {id: $claim, package: $package})-[:STATED_IN]->(:Passage)-[:IN]->(:Source)
RETURN path
UNION
MATCH path = (:Claim {id: $claim, package: $package})<-[:ON]-(:Annotation {package: $package})
RETURN path
