SELECT caption, 1 FROM photo WHERE article_id = ?1
UNION ALL
SELECT credit, 1 FROM photo WHERE article_id = ?1 AND credit IS NOT NULL
UNION ALL
SELECT name, 0 FROM article_person JOIN person ON person.id = person_id WHERE article_id = ?1
