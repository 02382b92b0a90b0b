INSERT INTO edit_journal (subject, entered_at, edit, changes)
VALUES (?1, ?2, ?3, ?4)
