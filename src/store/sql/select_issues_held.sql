SELECT count(DISTINCT page.issue_id)
FROM page
JOIN page_version ON page_version.page_id = page.id AND page_version.current
