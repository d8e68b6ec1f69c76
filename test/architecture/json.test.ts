import { expect, test } from 'vitest';
import { readSources } from '../../scripts/layers/read-tree.ts';

/** Where JSON.parse stands: over rows and files that the product wrote itself, and in the one place for all that comes from outside. */
const OWN = [
  // rows of the ledger and of a stage of an import
  'main/core/billing/data-sets/service.ts',
  'main/core/enrolment/aws-setup/choices.ts',
  'main/core/enrolment/aws-setup/journal.ts',
  'main/core/enrolment/aws-setup/shown-stacks.ts',
  'main/core/enrolment/aws-setup/step-row.ts',
  'main/core/enrolment/imports/cells.ts',
  'main/core/enrolment/imports/edit-cells.ts',
  'main/core/enrolment/imports/preview-repo.ts',
  'main/core/enrolment/imports/preview.ts',
  'main/core/enrolment/imports/rejected.ts',
  'main/core/enrolment/imports/remembered.ts',
  'main/core/enrolment/imports/stage-repo.ts',
  'main/core/enrolment/saved-views/service.ts',
  'main/core/enrolment/settings/service.ts',
  'main/core/enrolment/steps/view.ts',
  'main/core/enrolment/tickets/to-ticket.ts',
  'main/core/enrolment/workflows/service.ts',
  'main/core/history/service.ts',
  'main/core/ledger/play-back.ts',
  'main/core/ledger/revert-rows.ts',
  'main/core/sqlite/lock.ts',
  'main/core/billing/data-sets/changes.ts',
  // files that the product keeps, in folders of its own
  'main/core/diagnose/log-tail.ts',
  'main/core/sandbox/control/connect.ts',
  'main/core/sandbox/running.ts',
  'main/core/sandbox/services/s3-policy.ts',
  'main/core/sandbox/services/service-access.ts',
  'main/core/sandbox/world-file.ts',
  'main/hosts/desktop/desk-state.ts',
  'main/hosts/web/session-files.ts',
  // texts of the product's own
  'shared/domain/action.ts',
  'shared/domain/bounded-json.ts',
];

test('JSON that comes from outside is parsed in one place, which looks at its depth and size before', () => {
  const sources = readSources(new URL('../../', import.meta.url)).filter(
    ({ path }) => /^(?:main|shared)\//u.test(path) && !/\.test\.tsx?$/u.test(path),
  );
  const found = sources.filter(({ source }) => /\bJSON\.parse\(/u.test(source)).map(({ path }) => path);
  expect(found.toSorted()).toEqual(OWN.toSorted());
});
