SELECT article_person.role, person.name
FROM article_person
JOIN person ON person.id = article_person.person_id
WHERE article_person.article_id = ?1
ORDER BY article_person.ordinal
