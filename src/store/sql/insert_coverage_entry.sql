INSERT INTO coverage_entry (paper_id, first_day, last_day, fact, value, note, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
