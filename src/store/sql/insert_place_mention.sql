INSERT INTO place_mention (article_id, code, field, paragraph, start, len)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
