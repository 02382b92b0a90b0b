SELECT issue.date
FROM issue
WHERE issue.paper_id = (SELECT id FROM paper WHERE name = ?1)
  AND issue.date > ?2
  AND EXISTS (
    SELECT 1
    FROM page
    JOIN page_version ON page_version.page_id = page.id AND page_version.current
    JOIN article ON article.version_id = page_version.id
    WHERE page.issue_id = issue.id
  )
ORDER BY issue.date
LIMIT 1
