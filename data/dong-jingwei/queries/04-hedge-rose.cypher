// Where the hedge fell away: a document says it more firmly than the voice did that it names as having it from.
WITH ['rumoured', 'alleged', 'conditional', 'believed', 'inferred', 'reported', 'none', 'confirmed'] AS firmness
MATCH (later:Claim)-[:STATES]->(s:Statement)<-[:STATES]-(earlier:Claim)
WHERE later.stance = 'asserts' AND earlier.stance = 'asserts' AND later.chain[1] = earlier.chain[0]
WITH s, later, earlier, [n IN range(0, 7) WHERE firmness[n] = later.hedge][0] AS now, [n IN range(0, 7) WHERE firmness[n] = earlier.hedge][0] AS before
WHERE now > before
MATCH (later)-[:IN]->(d:Source), (earlier)-[:IN]->(e:Source)
RETURN s.slug AS statement, earlier.chain[0] AS voice, earlier.hedge AS `said it as`, e.published AS `on`,
       later.chain[0] AS `passed on by`, later.hedge AS `said as`, d.published AS `then on`
ORDER BY statement, `then on`
