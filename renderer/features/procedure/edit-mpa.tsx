import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { accountId, isAccountId } from '../../../shared/domain/account-id.ts';
import { useAct } from '../../session/session.ts';
import { useFields } from '../../session/use-fields.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ExpandableSection, FormField, Input, SpaceBetween } from '../../ui/kit.ts';

/** What can be changed of a payer account, as it is typed. */
interface Typed {
  readonly name: string;
  readonly spotOrgId: string;
  readonly mspAccountId: string;
  readonly curBucketName: string;
  readonly curReportName: string;
  readonly curPrefix: string;
  readonly stackName: string;
}

/** What was typed, as the ledger keeps it: what is empty is not known. */
function asKept({ spotOrgId, mspAccountId, ...names }: Partial<Typed>) {
  const msp = mspAccountId?.replaceAll(/[\s-]/gu, '') ?? '';
  return {
    ...names,
    ...(spotOrgId === undefined ? {} : { spotOrgId: spotOrgId.trim() === '' ? null : spotOrgId.trim() }),
    ...(mspAccountId === undefined ? {} : { mspAccountId: isAccountId(msp) ? accountId(msp) : null }),
  };
}

/** Changes what is known of a payer account. What is empty is not known; the names of the report have to be there. */
export function EditMpa({ mpa, onClose }: { mpa: MpaSummary; onClose: () => void }): ReactElement {
  const { save } = useAct();
  const {
    values: typed,
    set,
    edits,
  } = useFields<Typed>({
    name: mpa.name,
    spotOrgId: mpa.spotOrgId ?? '',
    mspAccountId: mpa.mspAccountId ?? '',
    curBucketName: mpa.curBucketName,
    curReportName: mpa.curReportName,
    curPrefix: mpa.curPrefix,
    stackName: mpa.stackName,
  });
  const msp = typed.mspAccountId.replaceAll(/[\s-]/gu, '');
  const mspProblem = msp === '' || isAccountId(msp) ? null : 'An account ID has 12 digits.';
  const missing = [typed.name, typed.curBucketName, typed.curReportName, typed.curPrefix, typed.stackName].some(
    (text) => text.trim() === '',
  );
  const keep = async (): Promise<void> => {
    if (edits === null) return onClose();
    const fields = { typed: asKept(edits.typed), shown: asKept(edits.shown) };
    const saved = await save(`Changed ${typed.name.trim()}.`, fields, (client, shown) =>
      client.mpas.set({ id: mpa.id, ...fields.typed, shown }),
    );
    if (saved !== undefined) onClose();
  };
  const field = (key: keyof Typed, label: string, description: string, problem: string | null = null): ReactElement => (
    <FormField label={label} description={description} errorText={problem}>
      <Input value={typed[key]} onChange={({ detail }) => set({ [key]: detail.value })} />
    </FormField>
  );
  return (
    <Confirm
      title={`Payer account ${mpa.id}`}
      confirmText="Save"
      disabled={missing || mspProblem !== null}
      onConfirm={() => void keep()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        {field('name', 'Name', 'As you know it.')}
        {field(
          'spotOrgId',
          'Spot Org ID',
          'Of its Spot organization: user icon, My Organization. Every request names it.',
        )}
        {field(
          'mspAccountId',
          'AWS account of the MSP',
          'Where it is the customer of an MSP; the hand-off mail names it.',
          mspProblem,
        )}
        <ExpandableSection headerText="Names of the report">
          <SpaceBetween size="m">
            {field('curBucketName', 'Bucket', 'The vendor’s documents use spotinst-cur-report.')}
            {field('curReportName', 'Report', 'The vendor’s documents use spotinst-cur-report.')}
            {field('curPrefix', 'Prefix', 'The vendor’s documents use spotinst_eco.')}
            {field('stackName', 'Athena stack', 'The vendor’s documents use SpotEcoStack.')}
          </SpaceBetween>
        </ExpandableSection>
      </SpaceBetween>
    </Confirm>
  );
}
