// title: Mentioned and tied
// question: Which actors do the texts name most, and how many claims came of it? (Much talk and few ties is a gap in the coding, or a subject that only looks on.)
// parameters:
//   limit: {type: number, default: 50}
// columns:
//   actor: its name
//   mentions: how often the texts name it, under any alias
//   passages: in how many paragraphs and notes
//   claims: how many claims have it on either side
MATCH (passage:Passage {package: $package})-[mention:MENTIONS]->(actor:Actor)
WITH actor, sum(mention.count) AS mentions, count(DISTINCT passage) AS passages
OPTIONAL MATCH (actor)<-[:FROM|TO]-(claim:Claim {package: $package})
WITH actor, mentions, passages, count(DISTINCT claim) AS claims
RETURN actor.name AS actor, mentions, passages, claims
ORDER BY mentions DESC, actor
LIMIT $limit
