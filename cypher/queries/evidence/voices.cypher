// title: Voices
// question: Whose words do the authors pass on, how often, and about whom most?
// columns:
//   voice: who said it
//   kind: of the voice
//   claims: how many claims rest on it
//   about: up to five actors that those claims concern most
MATCH (claim:Claim {package: $package})-[stated:STATED_IN]->(:Passage)
WHERE stated.reportedBy IS NOT NULL
WITH stated.reportedBy AS id, collect(DISTINCT claim) AS claims
MATCH (voice:Actor|Source {id: id, package: $package})
CALL (claims) {
  UNWIND claims AS claim
  MATCH (claim)-[:FROM|TO]->(actor:Actor)
  WITH actor, count(DISTINCT claim) AS times
  ORDER BY times DESC, actor.name
  LIMIT 5
  RETURN collect(actor.name) AS about
}
RETURN
  voice.name AS voice,
  [label IN labels(voice) WHERE label <> 'Actor'][0] AS kind,
  size(claims) AS claims,
  about
ORDER BY claims DESC, voice
