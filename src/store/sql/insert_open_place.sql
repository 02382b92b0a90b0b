INSERT INTO open_place (article_id, field, paragraph, start, len, candidates)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
