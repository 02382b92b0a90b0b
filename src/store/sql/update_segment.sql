UPDATE search_segment
SET articles = ?2, characters = ?3, common = ?4, highest_id = ?5, days = ?6, gone = ?7
WHERE id = ?1
