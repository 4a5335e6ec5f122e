-- The past is never changed or removed: this is the second lock, behind the code that only inserts.
CREATE FUNCTION place_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is only added to', TG_TABLE_NAME; END $$;
CREATE TRIGGER place_fact_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON place_fact FOR EACH STATEMENT EXECUTE FUNCTION place_refuse();
CREATE TRIGGER place_succession_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON place_succession FOR EACH STATEMENT EXECUTE FUNCTION place_refuse();
CREATE TRIGGER place_change_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON place_change FOR EACH STATEMENT EXECUTE FUNCTION place_refuse();
CREATE TRIGGER place_alias_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON place_alias FOR EACH STATEMENT EXECUTE FUNCTION place_refuse();
