INSERT INTO article_person (article_id, ordinal, person_id, role)
VALUES (?1, ?2, ?3, ?4)
