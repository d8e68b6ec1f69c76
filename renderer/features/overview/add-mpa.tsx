import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Scenario } from '../../../shared/contract/mpas.ts';
import { accountId, isAccountId } from '../../../shared/domain/account-id.ts';
import { mpaRoute } from '../../session/route.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormField, Input, RadioGroup, SpaceBetween } from '../../ui/kit.ts';
import { SCENARIO_CHOICES, WORDS } from './words.ts';

/** What is wrong with an account ID as it was typed; null where nothing is. */
export function idProblem(text: string): string | null {
  const bare = bareId(text);
  if (isAccountId(bare)) return null;
  if (/[^\d]/u.test(bare)) return 'An account ID has digits only.';
  return `An account ID has 12 digits; this has ${bare.length}.`;
}

/** An ID without the spaces and dashes that people group it by. */
export function bareId(text: string): string {
  return text.replaceAll(/[\s-]/gu, '');
}

/** Asks for a new payer account, adds it and opens its procedure. */
export function AddMpa({ onClose }: { onClose: () => void }): ReactElement {
  const { go } = useSession();
  const { change } = useAct();
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [scenario, setScenario] = useState<Scenario>('msp');
  const [tried, setTried] = useState(false);
  const [busy, during] = useBusy();
  const problem = idProblem(id);
  const unnamed = name.trim() === '';
  const add = async (): Promise<void> => {
    setTried(true);
    if (problem !== null || unnamed) return;
    const added = await during(() =>
      change(`Added ${name.trim()}.`, (client) =>
        client.mpas.add({ id: accountId(bareId(id)), name: name.trim(), scenario }),
      ),
    );
    if (added === undefined) return;
    go(mpaRoute(added.id, 'procedure'));
  };
  return (
    <Confirm title={WORDS.add} confirmText={WORDS.add} busy={busy} onConfirm={() => void add()} onCancel={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <SpaceBetween size="m">
          <FormField
            label="Account ID"
            description="Of the management account that pays: 12 digits."
            errorText={tried ? problem : null}
          >
            <Input
              value={id}
              onChange={({ detail }) => setId(detail.value)}
              inputMode="numeric"
              placeholder="099999999999"
            />
          </FormField>
          <FormField label="Name" errorText={tried && unnamed ? 'Give it a name to know it by.' : null}>
            <Input value={name} onChange={({ detail }) => setName(detail.value)} placeholder="Contoso" />
          </FormField>
          <FormField label="Kind of enrollment">
            <RadioGroup
              value={scenario}
              items={[...SCENARIO_CHOICES]}
              onChange={({ detail }) => {
                const chosen = SCENARIO_CHOICES.find(({ value }) => value === detail.value);
                if (chosen) setScenario(chosen.value);
              }}
            />
          </FormField>
          {/* Enter in a field adds it, too. */}
          <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
        </SpaceBetween>
      </form>
    </Confirm>
  );
}
