import type { ReactElement } from 'react';
import type { CostHealth } from '../../../shared/contract/cost-data.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { CREDIT_CLASSES, CREDIT_TYPES } from '../../../shared/domain/line-item-type.ts';
import type { CreditClass } from '../../../shared/domain/line-item-type.ts';
import { useAct } from '../../session/session.ts';
import { Box, ExpandableSection, Select, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { formatCount } from '../../ui/words.ts';
import { Money } from './money.tsx';

type Credit = CostHealth['credits'][number];

/** A credit with the payer account that it is of. */
type OwnCredit = Credit & { readonly mpaId: AccountId };

/** Every distinct credit, refund and discount, with the class that it falls into, which can be changed. */
export function Credits({ mpaId, credits }: { mpaId: AccountId; credits: readonly Credit[] }): ReactElement | null {
  if (credits.length === 0) return null;
  return (
    <ExpandableSection headerText={`Credits, refunds and discounts (${formatCount(credits.length)})`}>
      <Table
        variant="embedded"
        wrapLines
        columnDefinitions={COLUMNS}
        items={credits.map((credit) => ({ ...credit, mpaId }))}
        trackBy={({ type, description, product }) => JSON.stringify([type, description, product])}
        ariaLabels={{ tableLabel: 'Credits, refunds and discounts' }}
      />
    </ExpandableSection>
  );
}

const COLUMNS: readonly TableProps.ColumnDefinition<OwnCredit>[] = [
  {
    id: 'what',
    header: 'What',
    isRowHeader: true,
    minWidth: 200,
    cell: ({ type, description }) => (
      <>
        {type}: <bdi>{description || '–'}</bdi>
      </>
    ),
  },
  { id: 'product', header: 'Product', minWidth: 130, cell: ({ product }) => <bdi>{product || '–'}</bdi> },
  { id: 'class', header: 'Class', minWidth: 200, cell: (credit) => <ClassOf credit={credit} /> },
  {
    id: 'cost',
    header: 'Unblended cost',
    minWidth: 120,
    cell: ({ unblended }) => (
      <Box textAlign="right">
        <Money value={unblended} />
      </Box>
    ),
  },
];

/** In place of a class: the one that type, description and product say. */
const OWN = 'own';

function ClassOf({ credit }: { credit: OwnCredit }): ReactElement {
  const { change } = useAct();
  const { mpaId, type, description, product, class: now, isChosen } = credit;
  const options = [
    ...(isChosen ? [{ value: OWN, label: 'As it is by itself' }] : []),
    ...CREDIT_CLASSES.map((each) => ({ value: each, label: each })),
  ];
  const choose = async (value: string): Promise<void> => {
    const known = CREDIT_TYPES.find((each) => each === type);
    const chosen = CREDIT_CLASSES.find((each) => each === value) ?? null;
    if (known === undefined || chosen === now) return;
    await change(
      ({ class: is }: { class: CreditClass }) => `It counts as ${is}.`,
      (client) => client.costData.setCreditClass({ mpaId, type: known, description, product, class: chosen }),
    );
  };
  return (
    <>
      <Select
        ariaLabel={`Class of ${type}: ${description}`}
        options={options}
        selectedOption={options.find(({ value }) => value === now) ?? null}
        expandToViewport
        onChange={({ detail }) => void choose(detail.selectedOption.value ?? OWN)}
      />
      {isChosen ? <Box variant="small">Chosen by you</Box> : null}
    </>
  );
}
