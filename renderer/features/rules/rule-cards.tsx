import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AssignmentRule, RulesPreview } from '../../../shared/contract/assignment-rules.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { useAct } from '../../session/session.ts';
import { Button, Link } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { OrderedList } from '../../ui/ordered-list.tsx';
import { RuleDetails } from './rule-details.tsx';
import { listedRules, movedOrder } from './store.ts';
import { sentenceStart } from './words.ts';

/** The rules as cards in their order; a move shows at once, before the ledger has it. */
export function RuleCards(props: {
  readonly mpa: MpaSummary;
  readonly preview: RulesPreview;
  readonly onEdit: (rule: AssignmentRule) => void;
}): ReactElement {
  const { mpa, preview, onEdit } = props;
  const { change } = useAct();
  const [moved, setMoved] = useState<{ readonly of: RulesPreview; readonly order: readonly number[] } | null>(null);
  // What the ledger says counts more than what was just done here.
  const rules = listedRules(preview.rules, moved !== null && moved.of === preview ? moved.order : null);
  const move = (key: number, to: number): void => {
    const from = rules.findIndex((rule) => rule.key === key);
    setMoved({ of: preview, order: movedOrder(rules, key, to) });
    void change(`Rule ${from + 1} is now rule ${to + 1}.`, (client) =>
      client.assignmentRules.move({ id: key, position: to + 1 }),
    ).then((done) => {
      if (done === undefined) setMoved(null);
    });
  };
  const remove = ({ id, position }: AssignmentRule): void => {
    void change(`Removed rule ${position}. Accounts stay where they are.`, (client) =>
      client.assignmentRules.remove({ id }),
    );
  };
  return (
    <OrderedList
      rules={rules}
      onMove={move}
      content={(listed, position) => ({
        sentence: (
          <>
            {sentenceStart(listed.rule.text)} →{' '}
            <Link href={formatRoute(mpaRoute(mpa.id, 'subsets', { id: String(listed.rule.subset.id) }))}>
              <LongText text={listed.rule.subset.name} most={40} />
            </Link>
          </>
        ),
        buttons: (
          <>
            <Button
              variant="icon"
              iconName="edit"
              ariaLabel={`Change rule ${position}`}
              onClick={() => onEdit(listed.rule)}
            />
            <Button
              variant="icon"
              iconName="remove"
              ariaLabel={`Remove rule ${position}`}
              onClick={() => remove(listed.rule)}
            />
          </>
        ),
        body: <RuleDetails preview={listed} />,
      })}
    />
  );
}
