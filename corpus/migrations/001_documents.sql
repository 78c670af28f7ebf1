CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    reading_digest TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    languages TEXT NOT NULL,
    issued_on TEXT,
    period TEXT,
    publisher TEXT,
    origin_url TEXT,
    provenance TEXT NOT NULL,
    content_digest TEXT NOT NULL,
    problems TEXT NOT NULL
) STRICT;

CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    label TEXT,
    text TEXT NOT NULL,
    furniture TEXT NOT NULL,
    headings TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;

-- The text of passages and sentences is not kept: it is what their spans hold.
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    spans TEXT NOT NULL,
    headings TEXT NOT NULL,
    language TEXT NOT NULL
) STRICT;
CREATE INDEX passages_by_document ON passages (document_id, position);

CREATE TABLE sentences (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    passage_id TEXT NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    spans TEXT NOT NULL,
    headings TEXT NOT NULL,
    language TEXT NOT NULL
) STRICT;
CREATE INDEX sentences_by_document ON sentences (document_id, position);
CREATE INDEX sentences_by_passage ON sentences (passage_id, position);

CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
