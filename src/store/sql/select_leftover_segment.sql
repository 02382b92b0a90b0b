SELECT id FROM search_segment
WHERE state = 'old' OR state = 'building' AND alive_at < unixepoch() - 60
LIMIT 1
