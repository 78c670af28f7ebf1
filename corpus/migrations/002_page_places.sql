-- Where the text of a PDF's pages stands in their pictures; see corpus/places.py for the form of `packed`.
CREATE TABLE page_places (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    packed BLOB NOT NULL,
    UNIQUE (document_id, number)
) STRICT;
