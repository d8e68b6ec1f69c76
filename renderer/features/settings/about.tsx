import { useState } from 'react';
import type { ReactElement } from 'react';
import type { About } from '../../../shared/contract/about.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Button, Container, Header, KeyValuePairs } from '../../ui/kit.ts';
import { LicencesList } from './licences.tsx';

/** Versions, to be named in a support mail, and the licences of what is shipped. */
export function AboutProgram({ about }: { about: About }): ReactElement {
  const [listed, setListed] = useState(false);
  const versions: readonly (readonly [string, string])[] = [
    ['Enrollment Desk', about.version],
    ...(about.electron === null ? [] : [['Electron', about.electron] as const]),
    ...(about.chromium === null ? [] : [['Chromium', about.chromium] as const]),
    ['Node', about.node],
    ['SQLite', about.sqlite],
    ['System', about.system],
  ];
  const text = versions.map(([name, version]) => `${name} ${version}`).join('\n');
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="MIT licence. The packages in it have licences of their own."
          actions={<CopyButton text={text} what="the versions" label="Copy the versions" />}
        >
          About
        </Header>
      }
      footer={<Button onClick={() => setListed(true)}>Show the licences…</Button>}
    >
      <KeyValuePairs columns={3} items={versions.map(([label, value]) => ({ label, value }))} />
      {listed ? <LicencesList onClose={() => setListed(false)} /> : null}
    </Container>
  );
}
