INSERT OR IGNORE INTO read_mark (search_id, article_id)
SELECT id, ?3 FROM search
WHERE text = ?1 AND folding = ?2
