import { useState } from 'react';
import type { ReactElement } from 'react';
import { z } from 'zod';
import type { AssignmentRule, RulesPreview } from '../../../shared/contract/assignment-rules.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { inLinks } from '../../session/action-words.ts';
import type { MpaPageProps } from '../../session/page.ts';
import { useRemembered, useSession } from '../../session/session.ts';
import { useRead, whenDone } from '../../session/use-read.ts';
import { Empty } from '../../ui/empty.tsx';
import { Button, Header, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { ApplyForm } from './apply-form.tsx';
import { Outlook } from './outlook.tsx';
import { RuleForm } from './rule-form.tsx';
import { RuleCards } from './rule-cards.tsx';
import { applyWords, WORDS } from './words.ts';

type Dialog = { readonly is: 'rule'; readonly rule: AssignmentRule | null } | { readonly is: 'apply' };

/** The assignment rules of a payer account: their order, what each would take, and the way to apply them. */
export function RulesPage({ mpa }: MpaPageProps): ReactElement {
  const [includeAssigned, setIncludeAssigned] = useRemembered(`rules/include-assigned/${mpa.id}`, z.boolean(), false);
  const { queries } = useSession();
  const { data, reading, failure, refresh } = useRead(
    whenDone(queries.assignmentRules.preview, { mpaId: mpa.id, includeAssigned }),
  );
  const preview = useLast(mpa, data);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = (): void => setDialog(null);
  const empty = preview !== null && preview.rules.length === 0;
  const add = (
    <Button variant={empty ? 'primary' : 'normal'} onClick={() => setDialog({ is: 'rule', rule: null })}>
      {WORDS.add}
    </Button>
  );
  const takes = preview?.takes ?? 0;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        counter={preview === null ? undefined : `(${preview.rules.length})`}
        description={WORDS.description}
        actions={
          empty || preview === null ? undefined : (
            <SpaceBetween direction="horizontal" size="xs">
              {add}
              <Button variant="primary" disabled={takes === 0 || reading} onClick={() => setDialog({ is: 'apply' })}>
                {takes === 0 ? 'Apply' : `${applyWords(takes)}…`}
              </Button>
            </SpaceBetween>
          )
        }
      >
        {WORDS.title}
      </Header>
      {preview === null ? (
        failure === null ? (
          <StatusIndicator type="loading">Asking the rules</StatusIndicator>
        ) : (
          <Empty
            title="The rules can't be read"
            text={<Said parts={inLinks(failure.text)} />}
            action={<Button onClick={refresh}>Read again</Button>}
          />
        )
      ) : empty ? (
        <Empty title={WORDS.emptyTitle} text={WORDS.emptyText} action={add} />
      ) : (
        <SpaceBetween size="m">
          <Outlook
            mpa={mpa}
            preview={preview}
            includeAssigned={includeAssigned}
            onIncludeAssigned={setIncludeAssigned}
          />
          <RuleCards mpa={mpa} preview={preview} onEdit={(rule) => setDialog({ is: 'rule', rule })} />
        </SpaceBetween>
      )}
      {dialog?.is === 'rule' ? (
        <RuleForm mpa={mpa} rule={dialog.rule} includeAssigned={includeAssigned} onClose={close} />
      ) : null}
      {dialog?.is === 'apply' && preview !== null ? (
        <ApplyForm mpa={mpa} preview={preview} includeAssigned={includeAssigned} onClose={close} />
      ) : null}
    </SpaceBetween>
  );
}

/** The last answer, while another question is asked: the page does not jump. Of another payer account there is none. */
function useLast(mpa: MpaSummary, data: RulesPreview | null): RulesPreview | null {
  const [last, setLast] = useState<{ readonly mpaId: string; readonly data: RulesPreview } | null>(null);
  if (data !== null && data !== last?.data) setLast({ mpaId: mpa.id, data });
  return data ?? (last?.mpaId === mpa.id ? last.data : null);
}
