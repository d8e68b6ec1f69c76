import type { ReactElement } from 'react';
import { inLinks } from '../../session/action-words.ts';
import type { LedgerPageProps } from '../../session/page.ts';
import { useSession } from '../../session/session.ts';
import { allOf, useRead } from '../../session/use-read.ts';
import { Empty } from '../../ui/empty.tsx';
import { Header, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { AboutProgram } from './about.tsx';
import { Backups } from './backups.tsx';
import { Ledger } from './ledger.tsx';
import { LookChoice } from './look.tsx';
import { newestFirst } from './store.ts';
import { CostDataMemory, Texts } from './texts.tsx';
import { UpdatesNote } from './updates.tsx';

/** To whom mails go and who signs them, the memory for cost data, where the ledger lies, its backups, the looks, updates, and what runs here. */
export function SettingsPage(_: LedgerPageProps): ReactElement {
  const { queries } = useSession();
  const settings = useRead(queries.settings.list.queryOptions());
  const ledger = useRead(queries.ledger.status.queryOptions());
  const backups = useRead(queries.ledger.backups.queryOptions({ select: newestFirst }));
  const others = useRead(queries.ledger.otherBackups.queryOptions());
  const about = useRead(queries.about.get.queryOptions());
  const { data, failure, refresh } = allOf({ settings, ledger, backups, others, about });
  if (data === null) {
    if (failure) return <Empty title="The settings can't be read" text={<Said parts={inLinks(failure.text)} />} />;
    return <StatusIndicator type="loading">Reading the settings</StatusIndicator>;
  }
  return (
    <SpaceBetween size="l">
      <Header variant="h1">Settings</Header>
      <Texts settings={data.settings} />
      <CostDataMemory settings={data.settings} />
      <Ledger ledger={data.ledger} />
      <Backups backups={data.backups} others={data.others} onMade={refresh} />
      <LookChoice />
      <UpdatesNote />
      <AboutProgram about={data.about} />
    </SpaceBetween>
  );
}
