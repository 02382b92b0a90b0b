SELECT id, articles, characters, common, highest_id, days, gone
FROM search_segment
WHERE state = 'current'
ORDER BY id
