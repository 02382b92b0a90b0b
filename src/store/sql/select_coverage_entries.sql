SELECT coverage_entry.id, paper.name, first_day, last_day, fact, value, note
FROM coverage_entry JOIN paper ON paper.id = paper_id
ORDER BY coverage_entry.id
