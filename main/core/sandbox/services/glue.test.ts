/** Glue by the SDK's own client. Expected: Glue's API reference; docs/aws.md: 'Crawler schedule'. */
import {
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteCrawlerCommand,
  DeleteDatabaseCommand,
  DeleteTableCommand,
  GetCrawlerCommand,
  GetDatabaseCommand,
  GetTableCommand,
  StartCrawlerCommand,
  StartCrawlerScheduleCommand,
  StopCrawlerScheduleCommand,
  UpdateCrawlerCommand,
  UpdateCrawlerScheduleCommand,
} from '@aws-sdk/client-glue';
import { describe, expect, it } from 'vitest';
import { refusalOf, tempSandbox } from '../../../../test/support/temp-sandbox.ts';

const Name = 'AWSCURCrawler-spotinst-cur-report';
const DatabaseName = 'athenacurcfn_spotinst_cur_report';
const CRAWLER = {
  Name,
  Role: 'arn:aws:iam::111122223333:role/SpotEcoStack-AWSCURCrawlerComponentFunction-ABC',
  DatabaseName,
  Description: 'A recurring crawler that keeps your CUR table in Athena up-to-date.',
  Targets: { S3Targets: [{ Path: 's3://b/p/r/r', Exclusions: ['**.json', '**.gz'] }] },
  SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DELETE_FROM_DATABASE' },
} as const;

async function withCrawler() {
  const { sandbox, aws } = await tempSandbox();
  const { Targets, ...rest } = CRAWLER;
  const S3Targets = Targets.S3Targets.map(({ Path, Exclusions }) => ({ Path, Exclusions: [...Exclusions] }));
  await aws.glue.send(new CreateCrawlerCommand({ ...rest, Targets: { S3Targets } }));
  return { sandbox, glue: aws.glue };
}

describe('databases and tables', () => {
  it('are made once, found, and taken away', async () => {
    const { aws } = await tempSandbox();
    const { glue } = aws;
    const get = () => refusalOf(glue.send(new GetDatabaseCommand({ Name: DatabaseName })));
    expect(await get()).toEqual([
      '400 EntityNotFoundException',
      'Database athenacurcfn_spotinst_cur_report not found.',
    ]);
    const create = () => refusalOf(glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } })));
    await create();
    expect(await get()).toMatchObject({
      Database: { Name: DatabaseName, CatalogId: '111122223333', CreateTime: expect.any(Date) as Date },
    });
    expect(await create()).toEqual(['400 AlreadyExistsException', 'Database already exists.']);

    const table = { DatabaseName, Name: 'cost_and_usage_data_status' };
    const TableInput = {
      Name: table.Name,
      TableType: 'EXTERNAL_TABLE',
      StorageDescriptor: {
        Location: 's3://b/p/r/cost_and_usage_data_status/',
        Columns: [{ Name: 'status', Type: 'string' }],
      },
    };
    const createTable = () => refusalOf(glue.send(new CreateTableCommand({ DatabaseName, TableInput })));
    await createTable();
    expect(await createTable()).toEqual(['400 AlreadyExistsException', 'Table already exists.']);
    expect((await glue.send(new GetTableCommand(table))).Table).toMatchObject({ DatabaseName, ...TableInput });
    await glue.send(new DeleteTableCommand(table));
    const gone = ['400 EntityNotFoundException', 'Table cost_and_usage_data_status not found.'];
    expect(await refusalOf(glue.send(new GetTableCommand(table)))).toEqual(gone);
    expect(await refusalOf(glue.send(new DeleteTableCommand(table)))).toEqual(gone);

    await glue.send(new DeleteDatabaseCommand({ Name: DatabaseName }));
    expect(await refusalOf(glue.send(new DeleteDatabaseCommand({ Name: DatabaseName })))).toEqual([
      '400 EntityNotFoundException',
      'Database athenacurcfn_spotinst_cur_report not found.',
    ]);
  });

  it('are refused by Lake Formation where the fault is on', async () => {
    const { sandbox, aws } = await tempSandbox();
    sandbox.setFault({ key: 'lake-formation' });
    const made = aws.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'a' } }));
    expect(await refusalOf(made)).toEqual([
      '400 AccessDeniedException',
      'Insufficient Lake Formation permission(s): Required Create Database on Catalog',
    ]);
  });
});

describe('a crawler', () => {
  it('is described in full', async () => {
    const { glue } = await withCrawler();
    expect((await glue.send(new GetCrawlerCommand({ Name }))).Crawler).toEqual({
      ...CRAWLER,
      Role: 'SpotEcoStack-AWSCURCrawlerComponentFunction-ABC',
      State: 'READY',
      CreationTime: expect.any(Date) as Date,
      LastUpdated: expect.any(Date) as Date,
      Version: 1,
    });
    const again = glue.send(new CreateCrawlerCommand({ Name, Role: 'r', Targets: {} }));
    expect(await refusalOf(again)).toEqual([
      '400 AlreadyExistsException',
      'AWSCURCrawler-spotinst-cur-report already exists',
    ]);
  });

  it('runs for a while, and can not be changed, started or deleted meanwhile', async () => {
    const { sandbox, glue } = await withCrawler();
    await glue.send(new StartCrawlerCommand({ Name }));
    const crawler = async () => (await glue.send(new GetCrawlerCommand({ Name }))).Crawler;
    expect(await crawler()).toMatchObject({ State: 'RUNNING' });
    const started = [
      '400 CrawlerRunningException',
      'Crawler with name AWSCURCrawler-spotinst-cur-report has already started',
    ];
    expect(await refusalOf(glue.send(new StartCrawlerCommand({ Name })))).toEqual(started);
    expect(await refusalOf(glue.send(new UpdateCrawlerCommand({ Name, Description: 'x' })))).toEqual(started);
    expect(await refusalOf(glue.send(new DeleteCrawlerCommand({ Name })))).toMatchObject([
      '400 CrawlerRunningException',
      expect.any(String),
    ]);
    sandbox.advance(120_000);
    expect(await crawler()).toMatchObject({
      State: 'READY',
      LastCrawl: { Status: 'SUCCEEDED', StartTime: expect.any(Date) as Date },
    });
    await glue.send(new UpdateCrawlerCommand({ Name, Description: 'x' }));
    expect(await crawler()).toMatchObject({ Description: 'x', Version: 2 });
    await glue.send(new DeleteCrawlerCommand({ Name }));
    expect(await refusalOf(glue.send(new GetCrawlerCommand({ Name })))).toEqual([
      '400 EntityNotFoundException',
      'Crawler with name AWSCURCrawler-spotinst-cur-report does not exist',
    ]);
  });

  it('gets a schedule also while it runs; stopped and started again', async () => {
    const { glue } = await withCrawler();
    await glue.send(new StartCrawlerCommand({ Name }));
    const schedule = async () => (await glue.send(new GetCrawlerCommand({ Name }))).Crawler?.Schedule;
    const start = () => refusalOf(glue.send(new StartCrawlerScheduleCommand({ CrawlerName: Name })));
    expect(await schedule()).toBeUndefined();
    expect(await start()).toMatchObject(['400 NoScheduleException', expect.any(String)]);
    const set = (Schedule: string) =>
      refusalOf(glue.send(new UpdateCrawlerScheduleCommand({ CrawlerName: Name, Schedule })));
    expect(await set('every day')).toEqual(['400 InvalidInputException', 'Invalid cron expression: every day']);
    await set('cron(0 0 * * ? *)');
    expect(await schedule()).toEqual({ ScheduleExpression: 'cron(0 0 * * ? *)', State: 'SCHEDULED' });
    expect(await start()).toMatchObject(['400 SchedulerRunningException', expect.any(String)]);
    const stop = () => refusalOf(glue.send(new StopCrawlerScheduleCommand({ CrawlerName: Name })));
    await stop();
    expect(await schedule()).toEqual({ ScheduleExpression: 'cron(0 0 * * ? *)', State: 'NOT_SCHEDULED' });
    expect(await stop()).toMatchObject(['400 SchedulerNotRunningException', expect.any(String)]);
    await start();
    expect(await schedule()).toMatchObject({ State: 'SCHEDULED' });
  });

  it('crawls at midnight when its schedule says so', async () => {
    const { sandbox, glue } = await withCrawler();
    await glue.send(new UpdateCrawlerScheduleCommand({ CrawlerName: Name, Schedule: 'cron(0 0 * * ? *)' }));
    sandbox.advance(25 * 3_600_000);
    const { Crawler } = await glue.send(new GetCrawlerCommand({ Name }));
    expect(Crawler?.LastCrawl?.Status).toBe('SUCCEEDED');
    expect(Crawler?.LastCrawl?.StartTime?.toISOString()).toMatch(/T00:00:00\.000Z$/u);
  });

  it('meets the faults scheduler-busy and crawler-running', async () => {
    const { sandbox, glue } = await withCrawler();
    sandbox.setFault({ key: 'scheduler-busy', uses: 1 });
    sandbox.setFault({ key: 'crawler-running', uses: 1 });
    const set = () =>
      refusalOf(glue.send(new UpdateCrawlerScheduleCommand({ CrawlerName: Name, Schedule: 'cron(0 0 * * ? *)' })));
    expect(await set()).toMatchObject(['400 SchedulerTransitioningException', expect.any(String)]);
    expect(await set()).toMatchObject({ $metadata: { httpStatusCode: 200 } });
    const update = () => refusalOf(glue.send(new UpdateCrawlerCommand({ Name })));
    expect(await update()).toMatchObject(['400 CrawlerRunningException', expect.any(String)]);
  });

  it("is somebody else's where the fault glue-name-exists is on", async () => {
    const { sandbox, aws } = await tempSandbox();
    sandbox.setFault({ key: 'glue-name-exists' });
    expect((await aws.glue.send(new GetCrawlerCommand({ Name }))).Crawler?.Role).toBe('somebody');
    expect((await aws.glue.send(new GetDatabaseCommand({ Name: DatabaseName }))).Database?.Name).toBe(DatabaseName);
  });
});
