-- What people have taken away and want to stay away, by the path or address it was read from: no reading brings it back.
CREATE TABLE removals (
    path TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    removed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
