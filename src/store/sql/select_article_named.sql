SELECT person.name, office, position, paragraph
FROM person_mention
JOIN person ON person.id = person_id
WHERE article_id = ?1
ORDER BY paragraph, start
