// title: Together at an event
// question: With whom did an actor take part in the same event, in whatever role?
// parameters:
//   actor: {type: actor}
// columns:
//   event: what it was
//   date: of the event (EDTF)
//   fellow: who else was part of it
//   role: as what, if told
//   claims: the claims that say so
MATCH (actor:Actor {id: $actor})-[own:PARTICIPATED_IN|ORGANIZED|LED {package: $package}]->(event:Event)
  <-[r:PARTICIPATED_IN|ORGANIZED|LED {package: $package}]-(fellow:Actor)
WHERE fellow <> actor
WITH event, fellow, r.role AS role, collect(DISTINCT own.id) + collect(DISTINCT r.id) AS ids
UNWIND ids AS id
WITH DISTINCT event, fellow, role, id
ORDER BY id
RETURN
  event.name AS event,
  event.edtf AS date,
  fellow.name AS fellow,
  role,
  collect(id) AS claims
ORDER BY date, event, fellow, role
