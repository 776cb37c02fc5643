// What rests on one origin: many documents, and yet no more than one place where the information enters.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.claims >= $at_least AND r.origins_max <= 1
RETURN a, r, b, r.status AS status, r.claims AS claims, r.sources AS documents, r.origins_max AS origins
ORDER BY claims DESC
// $at_least = 2
