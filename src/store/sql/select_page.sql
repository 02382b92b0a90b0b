SELECT page.id
FROM page
JOIN issue ON issue.id = page.issue_id
JOIN paper ON paper.id = issue.paper_id
WHERE paper.name = ?1 AND issue.date = ?2 AND page.number = ?3
