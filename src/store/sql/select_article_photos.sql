SELECT id, caption, photographer, width, height, source_id
FROM photo
WHERE article_id = ?1
ORDER BY ordinal
