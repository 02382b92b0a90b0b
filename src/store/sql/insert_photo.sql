INSERT INTO photo (article_id, ordinal, caption, photographer, source_id, width, height, thumbnail)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
