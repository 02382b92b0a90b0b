SELECT mention.code, place.name, field, paragraph, start, len,
       EXISTS (SELECT 1 FROM place_confirmed AS sure
               WHERE sure.article_id = mention.article_id AND sure.field = mention.field
                 AND sure.paragraph = mention.paragraph AND sure.start = mention.start)
FROM place_mention AS mention
JOIN place ON place.code = mention.code
WHERE article_id = ?1
ORDER BY CASE field WHEN 'kicker' THEN 0 WHEN 'headline' THEN 1 WHEN 'subtitle' THEN 2 WHEN 'photo' THEN 4 ELSE 3 END, paragraph, start
