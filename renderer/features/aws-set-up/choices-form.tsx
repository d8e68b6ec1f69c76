import type { ReactElement } from 'react';
import type { SetupChoices } from '../../../shared/contract/aws.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { bucketNameProblem } from '../../../shared/domain/aws/bucket-name.ts';
import { REPORT_REGIONS } from '../../../shared/domain/aws/report-region.ts';
import { SCENARIOS } from '../../../shared/domain/scenario.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useFields } from '../../session/use-fields.ts';
import { useRead } from '../../session/use-read.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Box, Button, Checkbox, FormField, Input, Select, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { WORDS } from './words.ts';

/** What can be chosen for a set-up: the bucket's name, the region, the Athena stack; and the links that were kept. */
export function ChoicesForm(props: {
  readonly mpa: MpaSummary;
  /** The bucket's name that was proposed; null: as it is. */
  readonly bucket: string | null;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, bucket, onClose } = props;
  const { queries } = useSession();
  const { data } = useRead(queries.aws.choices.queryOptions({ input: { mpaId: mpa.id } }));
  if (data === null) return <StatusIndicator type="loading">Reading what was chosen</StatusIndicator>;
  return <Fields mpa={mpa} choices={data} proposed={bucket} onClose={onClose} />;
}

function Fields(props: {
  mpa: MpaSummary;
  choices: SetupChoices;
  proposed: string | null;
  onClose: () => void;
}): ReactElement {
  const { mpa, choices, proposed, onClose } = props;
  const { save } = useAct();
  const now = { bucket: mpa.curBucketName, region: choices.region, withAthena: choices.withAthena };
  const { values, set, edits } = useFields(now, proposed === null ? {} : { bucket: proposed });
  const { bucket, region, withAthena } = values;
  // Everything of a customer of an MSP is set up in us-east-1, with the Athena stack (docs/procedure.md: 'Connect').
  const { setUp } = SCENARIOS[mpa.scenario];
  const name = bucket.trim();
  const problem = name === '' ? null : bucketNameProblem(name);
  const keep = async (): Promise<void> => {
    const fields = edits ?? { typed: {}, shown: {} };
    const { typed } = fields;
    const kept = await save(`Changed what was chosen for the AWS set-up of ${mpa.name}.`, fields, (client, shown) =>
      client.aws.choose({
        mpaId: mpa.id,
        bucket: typed.bucket === undefined || name === '' ? null : name,
        region: setUp.region === null ? (typed.region ?? null) : null,
        withAthena: setUp.alwaysAthena ? null : (typed.withAthena ?? null),
        shown,
      }),
    );
    if (kept !== undefined) onClose();
  };
  return (
    <Confirm
      title={WORDS.choices}
      confirmText="Save"
      disabled={problem !== null}
      onConfirm={() => void keep()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FormField
          label="Report bucket"
          description="Where AWS writes the Cost and Usage Report. Left blank, the name of the procedure is taken."
          errorText={problem === null ? null : `The name can’t be used: ${problem}.`}
        >
          <Input
            value={bucket}
            placeholder="spotinst-cur-report"
            onChange={({ detail }) => set({ bucket: detail.value })}
          />
        </FormField>
        <FormField
          label="Region"
          description={
            setUp.region === null ? null : `Everything of a customer of an MSP is set up in ${setUp.region}.`
          }
        >
          <Select
            options={REPORT_REGIONS.map((value) => ({ value, label: value }))}
            selectedOption={{ value: region, label: region }}
            disabled={setUp.region !== null}
            filteringType="auto"
            onChange={({ detail }) => set({ region: detail.selectedOption.value ?? region })}
          />
        </FormField>
        {setUp.alwaysAthena ? null : (
          <Checkbox
            checked={withAthena}
            description="The steps of Athena and the crawler, which own management accounts do not need."
            onChange={({ detail }) => set({ withAthena: detail.checked })}
          >
            Set up Athena as well
          </Checkbox>
        )}
        <KeptLinks mpa={mpa} choices={choices} />
      </SpaceBetween>
    </Confirm>
  );
}

function KeptLinks({ mpa, choices }: { mpa: MpaSummary; choices: SetupChoices }): ReactElement | null {
  const { change } = useAct();
  const { extractorLink, roleLink, lostLinks } = choices;
  const kept = [
    { kind: 'extractor' as const, name: 'extractor stack', link: extractorLink },
    { kind: 'access-role' as const, name: 'access role stack', link: roleLink },
  ].filter(({ kind, link }) => link !== null || lostLinks.includes(kind));
  if (kept.length === 0) return null;
  return (
    <FormField label="The vendor’s links that are kept">
      {kept.map(({ kind, name, link }) => (
        <SpaceBetween key={kind} direction="horizontal" size="xs" alignItems="center">
          <Box>
            For the {name}
            {link === null ? ': what was secret in it is not kept any more. Give the link again.' : null}
          </Box>
          <Button
            onClick={() =>
              void change(`Forgot the link of the ${name}.`, (client) =>
                client.aws.choose({ mpaId: mpa.id, forgetLink: kind }),
              )
            }
          >
            Forget the link
          </Button>
        </SpaceBetween>
      ))}
    </FormField>
  );
}
