SELECT count(*)
FROM issue JOIN paper ON paper.id = paper_id
WHERE date BETWEEN ?1 AND ?2 AND (?3 IS NULL OR paper.name = ?3)
