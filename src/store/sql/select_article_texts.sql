SELECT article.id,
       coalesce(article.kicker || char(10), '') || article.headline || char(10)
         || coalesce(article.subtitle || char(10), '') || article.body
         || coalesce(char(10) || (SELECT group_concat(caption || ' ' || coalesce(photographer, ''), char(10))
                                  FROM photo WHERE photo.article_id = article.id), '')
FROM article
JOIN page_version ON page_version.id = article.version_id AND page_version.current
