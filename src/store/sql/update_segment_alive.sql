UPDATE search_segment SET alive_at = unixepoch()
WHERE id = ?1 AND state = 'building'
