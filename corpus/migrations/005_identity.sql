-- What people have said of a document, by the path or address it was read from: outlives every reading of it.
CREATE TABLE corrections (
    path TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (path, field)
) STRICT, WITHOUT ROWID;

-- The columns that a correction can change, as they were before any; and the words of the pages.
ALTER TABLE documents ADD COLUMN stated TEXT NOT NULL DEFAULT '{}';
ALTER TABLE documents ADD COLUMN words INTEGER NOT NULL DEFAULT 0;

-- How a document stands to another: from the one that duplicates, resembles or supersedes to the other.
CREATE TABLE relations (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    relation TEXT NOT NULL,
    similarity REAL NOT NULL,
    PRIMARY KEY (document_id, other_id, relation)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_by_other ON relations (other_id);

-- The smallest hashes of a text's runs of words: texts that share many of them share much of their words.
CREATE TABLE sketches (
    hash INTEGER NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    PRIMARY KEY (hash, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketches_by_document ON sketches (document_id);

-- Sentences of one document that say the same in two languages; `similarity` is the cosine of their vectors.
CREATE TABLE parallels (
    sentence_id TEXT NOT NULL REFERENCES sentences (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES sentences (id) ON DELETE CASCADE,
    similarity REAL NOT NULL,
    PRIMARY KEY (sentence_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX parallels_by_other ON parallels (other_id);
