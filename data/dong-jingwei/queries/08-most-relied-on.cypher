// What the others rely on: sources and voices by how many documents cite them.
MATCH (d:Source)-[c:CITES]->(cited)
RETURN coalesce(cited.title, cited.name) AS cited, labels(cited)[0] AS kind, count(DISTINCT d) AS documents, collect(DISTINCT c.how) AS how
ORDER BY documents DESC, cited
