// First reported before its origin: a document that is older than any in which the voice that it names says the same.
MATCH (c:Claim {stance: 'asserts'})-[:IN]->(d:Source), (c)-[:STATES]->(s:Statement)<-[:STATES]-(own:Claim)-[:IN]->(o:Source)
WHERE size(c.chain) > 1 AND own.chain[0] = c.chain[1]
WITH s, c, d, min(o.published_from) AS oldest
WHERE d.published_to < oldest
RETURN s.slug AS statement, c.chain[0] AS publisher, d.published AS published, c.chain[1] AS `names as its source`, oldest AS `who says so since`
ORDER BY published
