-- Nothing in the ledger is ever changed or removed: this is the second lock, behind the code that only inserts.
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is only added to', TG_TABLE_NAME; END $$;
CREATE TRIGGER ledger_entry_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_reversal_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_reversal FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_choice_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_choice FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
