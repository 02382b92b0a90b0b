DELETE FROM read_mark
WHERE article_id = ?3
  AND search_id = (SELECT id FROM search WHERE text = ?1 AND folding = ?2)
