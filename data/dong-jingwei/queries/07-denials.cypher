// Who denies what, in which words of ours, and where: every denial of the case.
MATCH (d:Source)<-[:IN]-(c:Claim {stance: 'denies'})-[:STATES]->(s:Statement)
RETURN s.slug AS statement, s.status AS status, c.chain AS chain, c.paraphrase AS said, d.title AS source, d.published AS published
ORDER BY published
