-- The past is never changed or removed: this is the second lock, behind the code that only inserts.
CREATE TRIGGER org_fact_update BEFORE UPDATE ON org_fact BEGIN SELECT RAISE(ABORT, 'org_fact is only added to'); END;
CREATE TRIGGER org_fact_delete BEFORE DELETE ON org_fact BEGIN SELECT RAISE(ABORT, 'org_fact is only added to'); END;
CREATE TRIGGER org_succession_update BEFORE UPDATE ON org_succession BEGIN SELECT RAISE(ABORT, 'org_succession is only added to'); END;
CREATE TRIGGER org_succession_delete BEFORE DELETE ON org_succession BEGIN SELECT RAISE(ABORT, 'org_succession is only added to'); END;
CREATE TRIGGER org_change_update BEFORE UPDATE ON org_change BEGIN SELECT RAISE(ABORT, 'org_change is only added to'); END;
CREATE TRIGGER org_change_delete BEFORE DELETE ON org_change BEGIN SELECT RAISE(ABORT, 'org_change is only added to'); END;
CREATE TRIGGER org_place_update BEFORE UPDATE ON org_place BEGIN SELECT RAISE(ABORT, 'org_place is only added to'); END;
CREATE TRIGGER org_place_delete BEFORE DELETE ON org_place BEGIN SELECT RAISE(ABORT, 'org_place is only added to'); END;
CREATE TRIGGER org_alias_update BEFORE UPDATE ON org_alias BEGIN SELECT RAISE(ABORT, 'org_alias is only added to'); END;
CREATE TRIGGER org_alias_delete BEFORE DELETE ON org_alias BEGIN SELECT RAISE(ABORT, 'org_alias is only added to'); END;
CREATE TRIGGER org_holding_update BEFORE UPDATE ON org_holding BEGIN SELECT RAISE(ABORT, 'org_holding is only added to'); END;
CREATE TRIGGER org_holding_delete BEFORE DELETE ON org_holding BEGIN SELECT RAISE(ABORT, 'org_holding is only added to'); END;
