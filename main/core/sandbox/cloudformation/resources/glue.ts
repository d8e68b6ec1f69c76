import { isObject, own } from '../../../templates/template.ts';
import type { TemplateObject } from '../../../templates/template.ts';
import { AwsFault } from '../../service.ts';
import { pick, textProperty, unlessGone } from './properties.ts';
import type { ResourceType } from './resource-type.ts';

const database: ResourceType = {
  service: 'Glue',
  properties: ['CatalogId', 'DatabaseInput'],
  required: ['CatalogId', 'DatabaseInput'],
  attributes: [],
  create: ({ properties, invoke, name }, note) => {
    const input = inner(properties, 'DatabaseInput');
    const physicalId = textProperty(input, 'Name') ?? name(255).toLowerCase();
    invoke('glue', 'CreateDatabase', { DatabaseInput: { ...input, Name: physicalId } });
    note(physicalId);
    return { physicalId };
  },
  remove: ({ invoke }, Name) => {
    unlessGone(() => invoke('glue', 'DeleteDatabase', { Name }));
  },
};

const crawler: ResourceType = {
  service: 'Glue',
  properties: ['DatabaseName', 'Description', 'Name', 'Role', 'Schedule', 'SchemaChangePolicy', 'Targets'],
  required: ['Role', 'Targets'],
  attributes: [],
  create: ({ properties, invoke, name }, note) => {
    const physicalId = textProperty(properties, 'Name') ?? name(255);
    const { ScheduleExpression } = inner(properties, 'Schedule');
    invoke('glue', 'CreateCrawler', {
      ...pick(properties, ['DatabaseName', 'Description', 'Role', 'SchemaChangePolicy', 'Targets']),
      Name: physicalId,
      ...(ScheduleExpression === undefined ? {} : { Schedule: ScheduleExpression }),
    });
    note(physicalId);
    return { physicalId };
  },
  // Glue deletes no crawler that runs; so it is stopped.
  remove: ({ invoke }, Name) => {
    unlessGone(() => {
      try {
        invoke('glue', 'StopCrawler', { Name });
      } catch (error) {
        if (!(error instanceof AwsFault) || error.code !== 'CrawlerNotRunningException') throw error;
      }
      invoke('glue', 'DeleteCrawler', { Name });
    });
  },
};

const table: ResourceType = {
  service: 'Glue',
  properties: ['CatalogId', 'DatabaseName', 'TableInput'],
  required: ['CatalogId', 'DatabaseName', 'TableInput'],
  attributes: [],
  create: ({ properties, invoke, name }, note) => {
    const input = inner(properties, 'TableInput');
    const physicalId = textProperty(input, 'Name') ?? name(255).toLowerCase();
    const DatabaseName = textProperty(properties, 'DatabaseName') ?? '';
    invoke('glue', 'CreateTable', { DatabaseName, TableInput: { ...input, Name: physicalId } });
    note(physicalId);
    return { physicalId };
  },
  remove: ({ properties, invoke }, Name) => {
    const DatabaseName = textProperty(properties, 'DatabaseName') ?? '';
    unlessGone(() => invoke('glue', 'DeleteTable', { DatabaseName, Name }));
  },
};

function inner(properties: TemplateObject, name: string): TemplateObject {
  const value = own(properties, name);
  return isObject(value) ? value : {};
}

export const GLUE_TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::Glue::Database': database,
  'AWS::Glue::Crawler': crawler,
  'AWS::Glue::Table': table,
};
