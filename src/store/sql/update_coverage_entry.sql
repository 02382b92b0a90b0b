UPDATE coverage_entry
SET paper_id = ?2, first_day = ?3, last_day = ?4, fact = ?5, value = ?6, note = ?7
WHERE id = ?1
