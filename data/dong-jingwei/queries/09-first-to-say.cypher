// Who said it first: the oldest document of each contested relation, and how many followed.
MATCH (s:Statement {status: 'contested'})<-[:STATES]-(c:Claim {stance: 'asserts'})-[:IN]->(d:Source)
WHERE d.published IS NOT NULL
WITH s, c, d ORDER BY d.published_from, d.key
WITH s, collect({who: c.chain[0], day: d.published, title: d.title}) AS told
RETURN s.slug AS statement, told[0].day AS day, told[0].who AS publisher, told[0].title AS document, size(told) - 1 AS followed
ORDER BY day, statement
