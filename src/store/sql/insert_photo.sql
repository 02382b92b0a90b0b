INSERT INTO photo (article_id, ordinal, caption, photographer, credit, source_id, width, height, thumbnail)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
