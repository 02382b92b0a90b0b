SELECT page.id, paper.name, issue.date, page.number, page.name
FROM page
JOIN issue ON issue.id = page.issue_id
JOIN paper ON paper.id = issue.paper_id
WHERE EXISTS (SELECT 1 FROM page_version WHERE page_version.page_id = page.id AND NOT page_version.current)
ORDER BY issue.date, paper.name, length(page.number), page.number
