// Contested relations of agencies: what is said of a public body, and denied or spoken against.
MATCH (a:Agency)-[r {status: 'contested'}]-(b:Entity)
RETURN a, r, b, r.claims AS claims, r.denials AS denials, r.first_published AS `first published`
ORDER BY claims DESC
