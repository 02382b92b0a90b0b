SELECT article.id, article.headline, paper.name, issue.date, page.number
FROM marked
JOIN article ON article.id = article_id
JOIN page_version ON page_version.id = version_id
JOIN page ON page.id = page_id
JOIN issue ON issue.id = issue_id
JOIN paper ON paper.id = paper_id
ORDER BY marked_at, article.id
