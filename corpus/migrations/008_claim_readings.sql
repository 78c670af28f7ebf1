-- What each document says of offices, with the names whose standing that rests on; made anew only where that has
-- changed. See service/time/spoken.py for the form of `spoken`.
CREATE TABLE claim_readings (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    spoken TEXT NOT NULL
) STRICT, WITHOUT ROWID;
