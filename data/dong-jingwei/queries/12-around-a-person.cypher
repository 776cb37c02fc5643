// What is said of one person, weakest support first.
MATCH (p:Entity {key: $person})-[r]-(other:Entity)
RETURN p, r, other, r.status AS status, r.claims AS claims, r.origins_min AS `at least`, r.origins_max AS `at most`
ORDER BY r.rank, claims DESC
// $person = "person:dong-jingwei"
