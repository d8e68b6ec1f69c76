import type { Client } from '../../shared/contract/client.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import type { ScenarioKey } from '../../shared/domain/scenario.ts';
import { tempCore } from './temp-core.ts';
import { tempLedger } from './temp-ledger.ts';

export const TICKET_MPA = accountId('099999999999');
const MPA = TICKET_MPA;

/** Contoso: 1 and 2, Standard, Contoso Ltd. Fabrikam: 3, Standard, no customer. Litware: nothing. */
export function ticketDesk(
  scenario: ScenarioKey,
  now = '2026-11-21T04:00:00.000Z',
): { client: Client; ledgerPath: string } {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, spot_org_id, added_at) VALUES
      ('${MPA}', 'Example', 'example', '${scenario}', '606000000001', '2026');
    INSERT INTO workflow (id, mpa_id, name, name_key, rules) VALUES
      (1, '${MPA}', 'Standard', 'standard', '[{"kind":"remove-taxes"}]'), (2, '${MPA}', 'Premium', 'premium', '[]');
    INSERT INTO end_customer (id, mpa_id, name, console_email, spot_org_id) VALUES
      (1, '${MPA}', 'Contoso Ltd', 'ops@contoso.example', '606000000002');
    INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id) VALUES
      (1, '${MPA}', 'Contoso', 'contoso', 1, 1), (2, '${MPA}', 'Fabrikam', 'fabrikam', 1, NULL),
      (3, '${MPA}', 'Litware', 'litware', NULL, NULL);
    INSERT INTO account (id, mpa_id, name, email, subset_id) VALUES
      ('000000000001', '${MPA}', 'one', 'one@contoso.example', 1), ('000000000002', '${MPA}', 'Søren', '', 1),
      ('000000000003', '${MPA}', 'three', 'three@fabrikam.example', 2);`);
  ledger.close();
  return { client: tempCore({ ledgerPath: ledger.path, now }).client, ledgerPath: ledger.path };
}
