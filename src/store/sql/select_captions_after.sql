SELECT id, article_id, ordinal, caption
FROM photo
WHERE id > ?1
ORDER BY id
LIMIT ?2
