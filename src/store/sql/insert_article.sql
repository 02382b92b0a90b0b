INSERT INTO article (page_id, source_id, ordinal, kind, incomplete, first_line, last_line,
                     kicker, headline, subtitle, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
