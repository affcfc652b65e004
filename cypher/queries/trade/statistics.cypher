// title: Figures
// question: Which figures do the sources give, for whom, for when, and in what unit?
// columns:
//   indicator: what is measured
//   subject: of whom or what
//   amount: the value
//   to: upper end, if it is a range
//   unit: of the value
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   id: the claim
MATCH (subject)-[r:RECORDED {package: $package}]->(indicator:Topic)
RETURN
  indicator.name AS indicator,
  subject.name AS subject,
  r.amount AS amount,
  r.amountMax AS to,
  r.unit AS unit,
  r.edtf AS date,
  r.summary AS summary,
  r.id AS id
ORDER BY indicator, subject, coalesce(r.start, r.endEarliest), r.end, id
