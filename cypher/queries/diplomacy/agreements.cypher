// title: Agreements and their parties
// question: Which agreements, credits, laws and resolutions are there, and who signed or adopted them?
// columns:
//   agreement: its name
//   kind: treaty, credit, trade, law …
//   date: of the agreement (EDTF)
//   parties: who signed or adopted it
//   claims: the claims that say so
MATCH (agreement:Agreement {package: $package})
OPTIONAL MATCH (party:Actor)-[r:SIGNED {package: $package}]->(agreement)
WITH agreement, party, r
ORDER BY party.name, r.id
RETURN
  agreement.name AS agreement,
  agreement.kind AS kind,
  agreement.edtf AS date,
  collect(DISTINCT party.name) AS parties,
  collect(r.id) AS claims
ORDER BY date, agreement
