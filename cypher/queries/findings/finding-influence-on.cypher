// title: Finding – Whose influence on a group
// question: Of the ties of some families that come from elsewhere to a group, how many come from each theatre? (Ties without a direction count as coming. The interval takes resampled paragraphs, and the shortest chain stands in the finding.)
// finding: influence-on
// parameters:
//   families: {type: families}
//   target: {type: group}
// columns:
//   theatre: from where, none of the theatres of the group itself
//   claims: how many claims
//   share: of all these claims
//   ids: the claims
MATCH (member:Person|State|Party|Organization|Agreement|Event|Place|Topic)
WHERE member.package = $package
WITH member, $target AS target
WHERE coalesce(member.id IN target.ids, false)
  OR (member.theatre IS NOT NULL OR member:State|Party|Organization)
    AND (coalesce(member.theatre IN target.theatres, false)
      OR coalesce(member.bloc IN target.blocs, false)
      OR coalesce(member.kind IN target.kinds, false))
  OR EXISTS {
    MATCH (member)<-[:FROM]-(office:Claim)-[:TO]->(body)
    WHERE office.type IN target.offices AND coalesce(office.polarity, '') <> 'denied' AND body.id IN target.ids
  }
WITH collect(member) AS members, collect(DISTINCT member.theatre) AS home
UNWIND members AS member
MATCH (author:Actor)-[r {package: $package}]-(member)
WHERE r.family IN $families
  AND coalesce(r.polarity, '') <> 'denied'
  AND author.theatre IS NOT NULL
  AND NOT author.theatre IN home
  AND (r.symmetric OR endNode(r) = member)
WITH author.theatre AS theatre, r.id AS claim
ORDER BY claim
WITH theatre, collect(DISTINCT claim) AS ids
WITH collect({theatre: theatre, ids: ids}) AS rows
UNWIND rows AS row
UNWIND row.ids AS claim
WITH rows, count(DISTINCT claim) AS every
UNWIND rows AS row
RETURN row.theatre AS theatre, size(row.ids) AS claims, toFloat(size(row.ids)) / every AS share, row.ids AS ids
ORDER BY claims DESC, theatre
