DELETE FROM place_confirmed
WHERE article_id = ?1 AND field = ?2 AND paragraph = ?3 AND start = ?4
