// title: Passages without a claim
// question: Which paragraphs and notes yield no claim, and why?
// columns:
//   passage: the paragraph or note
//   source: of which source
//   note: why it yields none
MATCH (passage:Passage {package: $package})-[:IN]->(source:Source)
WHERE coalesce(source.coverage, 'complete') <> 'selective'
  AND NOT EXISTS { (passage)<-[:STATED_IN]-(:Claim {package: $package}) }
RETURN passage.id AS passage, source.name AS source, passage.note AS note
ORDER BY source, passage
