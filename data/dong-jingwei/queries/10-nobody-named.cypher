// Chains that end with nobody: who is quoted without a name, how often, by how many publishers.
MATCH (c:Claim)-[x:SAID_BY]->(v:Voice)
WHERE v.kind IN ['unnamed', 'rumour'] AND x.step = size(c.chain) - 1
RETURN v.name AS origin, v.kind AS kind, count(c) AS claims, count(DISTINCT c.chain[0]) AS publishers, count(DISTINCT c.statement) AS statements
ORDER BY claims DESC, origin
