// Who repeats whom: pairs of voices next to each other in the chains, by how often one stands on the other.
MATCH (c:Claim)-[x:SAID_BY]->(teller:Voice), (c)-[y:SAID_BY]->(told:Voice)
WHERE y.step = x.step + 1
RETURN teller.name AS teller, told.name AS `told by`, count(DISTINCT c) AS claims, collect(DISTINCT c.statement)[..3] AS `for example`
ORDER BY claims DESC, teller
