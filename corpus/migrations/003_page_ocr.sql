-- The mean confidence, from 0 to 1, of a page that was read from a picture by a machine; empty for any other page.
ALTER TABLE pages ADD COLUMN ocr_confidence REAL;
