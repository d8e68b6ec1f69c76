import type { ReactElement } from 'react';
import type { Setting } from '../../../shared/contract/settings.ts';
import { useAct } from '../../session/session.ts';
import { useFields } from '../../session/use-fields.ts';
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

/** To whom mails go and who signs them. */
export function Texts({ settings }: { settings: readonly Setting[] }): ReactElement {
  return (
    <SettingsForm
      title="Mails and tickets"
      description="They stand in every text that is made from now on."
      settings={settings.filter(({ holds }) => holds !== 'megabytes')}
    />
  );
}

/** How much memory reading cost data may take. */
export function CostDataMemory({ settings }: { settings: readonly Setting[] }): ReactElement {
  return (
    <SettingsForm
      title="Cost data"
      description="The process that reads reports takes some 250 MB more than this."
      settings={settings.filter(({ holds }) => holds === 'megabytes')}
    />
  );
}

/** Some settings. What was typed is kept until it is saved or given up. */
function SettingsForm(props: {
  readonly title: string;
  readonly description: string;
  readonly settings: readonly Setting[];
}): ReactElement {
  const { title, description, settings } = props;
  const { save } = useAct();
  const now = Object.fromEntries(settings.map(({ key, value }) => [key, value]));
  const { values: typed, set, edits, forget } = useFields<Readonly<Record<string, string>>>(now);
  const keep = async (): Promise<void> => {
    if (edits === null) return;
    // An empty text is the default.
    const values = Object.fromEntries(
      Object.entries(edits.typed).map(([key, text]) => [key, text?.trim() === '' ? null : text]),
    );
    const saved = await save('Saved the settings.', edits, (client, shown) => client.settings.set({ values, shown }));
    if (saved !== undefined) forget();
  };
  return (
    <Container
      header={
        <Header variant="h2" description={description}>
          {title}
        </Header>
      }
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={edits === null} onClick={forget}>
              Give up the changes
            </Button>
            <Button variant="primary" disabled={edits === null} onClick={() => void keep()}>
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
                onChange={(value) => set({ [setting.key]: value })}
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
    megabytes: 'From 128 to 65,536; empty for 256.',
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
