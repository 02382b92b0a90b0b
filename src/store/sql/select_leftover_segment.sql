SELECT id FROM search_segment
WHERE state = 'old' OR state = 'building' AND (?1 OR alive_at < unixepoch() - 60)
LIMIT 1
