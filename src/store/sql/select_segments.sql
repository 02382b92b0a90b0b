SELECT id, articles, characters, common, highest_id, days, gone
FROM search_segment
WHERE state = 'current' AND (?1 IS NULL OR id = ?1)
ORDER BY id
