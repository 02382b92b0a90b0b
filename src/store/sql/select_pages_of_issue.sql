SELECT page.id, paper.name, issue.date, page.number, page.name, issue.number
FROM page
JOIN issue ON issue.id = page.issue_id
JOIN paper ON paper.id = issue.paper_id
WHERE paper.name = ?1 AND issue.date = ?2
ORDER BY length(page.number), page.number
