-- How each document uses names, counted, and whether it speaks of an office: what claims follow from, document by
-- document; see service/time/names.py for the form of `names`.
CREATE TABLE name_uses (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    names TEXT NOT NULL,
    offices INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What follows from all of them together: names of organisations, folded, and who is said to hold which office. `said`
-- is the claim whole; see service/time/kept_claims.py for its form.
CREATE TABLE organisations (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE claims (
    position INTEGER PRIMARY KEY,
    office TEXT NOT NULL,
    holder TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    said TEXT NOT NULL
) STRICT;
CREATE INDEX claims_by_office ON claims (office, position);
CREATE INDEX claims_by_document ON claims (document_id);
