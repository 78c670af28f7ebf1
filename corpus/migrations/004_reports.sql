-- What an ingest tells of each document: where its fields were read, text no reader sees, layout, time taken.
ALTER TABLE documents ADD COLUMN findings TEXT NOT NULL DEFAULT '[]';
ALTER TABLE documents ADD COLUMN hidden TEXT NOT NULL DEFAULT '[]';
ALTER TABLE documents ADD COLUMN layout TEXT NOT NULL DEFAULT '[1, 0, 0]';
ALTER TABLE documents ADD COLUMN reading_seconds REAL NOT NULL DEFAULT 0;
