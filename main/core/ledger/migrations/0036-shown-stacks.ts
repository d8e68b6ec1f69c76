import type { Migration } from './migration.ts';

/**
 * What a run has shown of a stack that would be made: the template by its hash (its text is a kept file), the parameters, and the
 * consents that were asked for. Part of the journal: what is made later is held against it.
 */
export const shownStacks: Migration = {
  id: 36,
  name: 'shown-stacks',
  sql: `
  CREATE TABLE shown_stack (
    run_id INTEGER NOT NULL REFERENCES setup_run (id),
    step TEXT NOT NULL CHECK (step <> ''),
    stack TEXT NOT NULL CHECK (stack <> ''),
    -- The hash of account, region, stack, template, parameters and capabilities.
    binding TEXT NOT NULL CHECK (length(binding) = 64),
    template_sha256 TEXT NOT NULL REFERENCES kept_file (sha256),
    -- Without what nobody may see.
    parameters TEXT NOT NULL CHECK (json_valid(parameters)),
    -- Each consent that was asked for, with whether it was given.
    consents TEXT NOT NULL CHECK (json_valid(consents)),
    PRIMARY KEY (run_id, step)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER shown_stack_is_kept BEFORE DELETE ON shown_stack
    BEGIN SELECT RAISE(ABORT, 'the journal of AWS runs is append-only'); END;
  CREATE TRIGGER shown_stack_stays BEFORE UPDATE ON shown_stack
    WHEN (SELECT ended_at FROM setup_run WHERE id = OLD.run_id) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'what a finished run has shown does not change'); END;
`,
};
