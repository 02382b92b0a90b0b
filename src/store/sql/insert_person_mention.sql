INSERT INTO person_mention (article_id, person_id, office, position, field, paragraph, start, len)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
