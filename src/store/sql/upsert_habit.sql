INSERT INTO habit (paper, shape, role, count)
VALUES (?1, ?2, ?3, 1)
ON CONFLICT (paper, shape, role) DO UPDATE SET count = count + 1
