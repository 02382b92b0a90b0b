INSERT OR REPLACE INTO place_confirmed (article_id, field, paragraph, start, len, code)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
