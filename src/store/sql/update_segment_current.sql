UPDATE search_segment SET state = 'current'
WHERE id = ?1 AND state = 'building'
