INSERT INTO article (version_id, ordinal, kind, incomplete, first_line, last_line, kicker, headline, subtitle, body,
                     section_heads, continues_on, continued_from, reference)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
