SELECT page.id, paper.name
FROM page
JOIN issue ON issue.id = page.issue_id
JOIN paper ON paper.id = issue.paper_id
WHERE issue.date = ?1 AND page.number = ?2 AND (?3 IS NULL OR paper.name = ?3)
ORDER BY paper.name
