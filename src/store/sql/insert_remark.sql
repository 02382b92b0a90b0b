INSERT INTO remark (source_id, article_id, field, reason, line, doubt)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
