SELECT id, caption, photographer, width, height, source_id, credit
FROM photo
WHERE article_id = ?1
ORDER BY ordinal
