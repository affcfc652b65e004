// title: Credits
// question: Who lent to whom, how much, and when?
// columns:
//   lender: who lent or authorised the loan
//   borrower: who received it
//   amount: as the claim gives it, never summed over currencies
//   to: upper end of the amount, if it is a range
//   unit: of the amount
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   passages: where it stands
//   id: the claim
MATCH (lender:Actor)-[r:GRANTED_CREDIT_TO {package: $package}]->(borrower:Actor)
RETURN
  lender.name AS lender,
  borrower.name AS borrower,
  r.amount AS amount,
  r.amountMax AS to,
  r.unit AS unit,
  r.edtf AS date,
  r.summary AS summary,
  r.passages AS passages,
  r.id AS id
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
