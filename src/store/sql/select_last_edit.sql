SELECT id, edit, changes
FROM edit_journal
WHERE subject = ?1 AND NOT undone
ORDER BY id DESC
LIMIT 1
