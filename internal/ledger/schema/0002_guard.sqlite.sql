-- Nothing in the ledger is ever changed or removed: this is the second lock, behind the code that only inserts.
CREATE TRIGGER ledger_entry_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry is only added to'); END;
CREATE TRIGGER ledger_entry_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry is only added to'); END;
CREATE TRIGGER ledger_reversal_update BEFORE UPDATE ON ledger_reversal BEGIN SELECT RAISE(ABORT, 'ledger_reversal is only added to'); END;
CREATE TRIGGER ledger_reversal_delete BEFORE DELETE ON ledger_reversal BEGIN SELECT RAISE(ABORT, 'ledger_reversal is only added to'); END;
CREATE TRIGGER ledger_choice_update BEFORE UPDATE ON ledger_choice BEGIN SELECT RAISE(ABORT, 'ledger_choice is only added to'); END;
CREATE TRIGGER ledger_choice_delete BEFORE DELETE ON ledger_choice BEGIN SELECT RAISE(ABORT, 'ledger_choice is only added to'); END;
