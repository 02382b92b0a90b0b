SELECT id, entered_at, edit, undone
FROM edit_journal
WHERE subject = ?1
ORDER BY id DESC
LIMIT ?2
