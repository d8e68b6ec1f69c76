import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Setting } from '../../../shared/contract/settings.ts';
import { useAct } from '../../session/session.ts';
import {
  Button,
  ColumnLayout,
  Container,
  Form,
  FormField,
  Header,
  Input,
  SpaceBetween,
  Textarea,
} from '../../ui/kit.ts';

/** To whom mails go and who signs them. What was typed is kept until it is saved or given up. */
export function Texts({ settings }: { settings: readonly Setting[] }): ReactElement {
  const { change } = useAct();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const changed = settings.filter(({ key, value }) => typed[key] !== undefined && typed[key] !== value);
  const save = async (): Promise<void> => {
    // An empty text is the default.
    const values = Object.fromEntries(changed.map(({ key }) => [key, typed[key]?.trim() === '' ? null : typed[key]]));
    const saved = await change('Saved the settings.', (client) => client.settings.set({ values }));
    if (saved !== undefined) setTyped({});
  };
  return (
    <Container
      header={
        <Header variant="h2" description="They stand in every text that is made from now on.">
          Mails and tickets
        </Header>
      }
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={changed.length === 0} onClick={() => setTyped({})}>
              Give up the changes
            </Button>
            <Button variant="primary" disabled={changed.length === 0} onClick={() => void save()}>
              Save
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="m">
          <ColumnLayout columns={2}>
            {settings.map((setting) => (
              <OneText
                key={setting.key}
                setting={setting}
                value={typed[setting.key] ?? setting.value}
                onChange={(value) => setTyped({ ...typed, [setting.key]: value })}
              />
            ))}
          </ColumnLayout>
        </SpaceBetween>
      </Form>
    </Container>
  );
}

function OneText(props: {
  readonly setting: Setting;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { setting, value, onChange } = props;
  const hints = {
    address: 'A mail address.',
    addresses: 'Mail addresses, separated by commas.',
    text: null,
    lines: null,
  } as const;
  return (
    <FormField label={setting.label} description={hints[setting.holds]}>
      {setting.holds === 'lines' ? (
        <Textarea
          value={value}
          rows={3}
          placeholder={setting.placeholder}
          onChange={({ detail }) => onChange(detail.value)}
        />
      ) : (
        <Input value={value} placeholder={setting.placeholder} onChange={({ detail }) => onChange(detail.value)} />
      )}
    </FormField>
  );
}
