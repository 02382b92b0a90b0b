SELECT photo.article_id, photo.ordinal, photo.caption, photo.photographer, photo.credit, article.headline, issue.date,
       paper.name, page.number
FROM photo
JOIN article ON article.id = photo.article_id
JOIN page_version ON page_version.id = article.version_id
JOIN page ON page.id = page_version.page_id
JOIN issue ON issue.id = page.issue_id
JOIN paper ON paper.id = issue.paper_id
WHERE photo.id = ?1
