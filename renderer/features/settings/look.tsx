import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Look } from '../../session/look.ts';
import { useSession } from '../../session/session.ts';
import { ColumnLayout, Container, FormField, Header, RadioGroup } from '../../ui/kit.ts';

const APPEARANCES: readonly { value: Look['appearance']; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const DENSITIES: readonly { value: Look['density']; label: string; description: string }[] = [
  { value: 'comfortable', label: 'Comfortable', description: 'With room around everything.' },
  { value: 'compact', label: 'Compact', description: 'More rows of a table at once.' },
];

/** Light or dark, comfortable or compact; on this computer alone. */
export function LookChoice(): ReactElement {
  const { look } = useSession();
  const { appearance, density } = useStore(look);
  return (
    <Container
      header={
        <Header variant="h2" description="On this computer, at once and at the next start.">
          Appearance
        </Header>
      }
    >
      <ColumnLayout columns={2}>
        <FormField label="Colours">
          <RadioGroup
            value={appearance}
            items={[...APPEARANCES]}
            onChange={({ detail }) => {
              const chosen = APPEARANCES.find(({ value }) => value === detail.value);
              if (chosen) look.setState({ appearance: chosen.value });
            }}
          />
        </FormField>
        <FormField label="Density">
          <RadioGroup
            value={density}
            items={[...DENSITIES]}
            onChange={({ detail }) => {
              const chosen = DENSITIES.find(({ value }) => value === detail.value);
              if (chosen) look.setState({ density: chosen.value });
            }}
          />
        </FormField>
      </ColumnLayout>
    </Container>
  );
}
