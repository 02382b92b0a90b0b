SELECT 1
FROM page AS own
JOIN page ON page.issue_id = own.issue_id AND page.number = ?2
JOIN page_version ON page_version.page_id = page.id AND page_version.current
WHERE own.id = ?1
