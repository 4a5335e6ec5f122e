-- The past is never changed or removed: this is the second lock, behind the code that only inserts.
CREATE TRIGGER place_fact_update BEFORE UPDATE ON place_fact BEGIN SELECT RAISE(ABORT, 'place_fact is only added to'); END;
CREATE TRIGGER place_fact_delete BEFORE DELETE ON place_fact BEGIN SELECT RAISE(ABORT, 'place_fact is only added to'); END;
CREATE TRIGGER place_succession_update BEFORE UPDATE ON place_succession BEGIN SELECT RAISE(ABORT, 'place_succession is only added to'); END;
CREATE TRIGGER place_succession_delete BEFORE DELETE ON place_succession BEGIN SELECT RAISE(ABORT, 'place_succession is only added to'); END;
CREATE TRIGGER place_change_update BEFORE UPDATE ON place_change BEGIN SELECT RAISE(ABORT, 'place_change is only added to'); END;
CREATE TRIGGER place_change_delete BEFORE DELETE ON place_change BEGIN SELECT RAISE(ABORT, 'place_change is only added to'); END;
CREATE TRIGGER place_alias_update BEFORE UPDATE ON place_alias BEGIN SELECT RAISE(ABORT, 'place_alias is only added to'); END;
CREATE TRIGGER place_alias_delete BEFORE DELETE ON place_alias BEGIN SELECT RAISE(ABORT, 'place_alias is only added to'); END;
