// Sources that cite in a circle: nothing enters there, however often it is said. None here.
MATCH circle = (s:Source)-[:CITES*2..6]->(s)
RETURN circle, length(circle) AS documents
