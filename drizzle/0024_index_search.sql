-- What is searched is an FTS5 index beside its documents (external content). Without a difference between é and e;
-- what is deleted is taken out of it at once, so that nothing withdrawn is left in its file.
CREATE VIRTUAL TABLE search_index USING fts5(title, body, words, content='search_documents', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER search_documents_come AFTER INSERT ON search_documents BEGIN
  INSERT INTO search_index(rowid, title, body, words) VALUES (new.id, new.title, new.body, new.words);
END;
--> statement-breakpoint
CREATE TRIGGER search_documents_go AFTER DELETE ON search_documents BEGIN
  INSERT INTO search_index(search_index, rowid, title, body, words) VALUES ('delete', old.id, old.title, old.body, old.words);
END;
