SELECT (SELECT count(DISTINCT page.issue_id) FROM page
        JOIN page_version ON page_version.page_id = page.id AND page_version.current),
       (SELECT count(*) FROM article
        JOIN page_version ON page_version.id = article.version_id AND page_version.current),
       (SELECT count(*) FROM photo
        JOIN article ON article.id = photo.article_id
        JOIN page_version ON page_version.id = article.version_id AND page_version.current)
