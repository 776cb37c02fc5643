// What cannot both hold: pairs of statements that exclude each other, and how well each is supported.
MATCH (a:Statement)-[:CONFLICTS_WITH]->(b:Statement)
WHERE a.slug < b.slug
RETURN a.slug AS one, a.status AS `its status`, a.claims AS claims, b.slug AS other, b.status AS `other's status`, b.claims AS `other's claims`
ORDER BY claims + `other's claims` DESC
