SELECT issue.paper_id, issue.date, group_concat(page.number, char(10))
FROM issue JOIN page ON page.issue_id = issue.id
WHERE EXISTS (SELECT 1 FROM page_version WHERE page_version.page_id = page.id AND page_version.current)
GROUP BY issue.id
ORDER BY issue.date, issue.id
