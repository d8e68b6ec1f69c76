import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AwsFault } from '../service.ts';
import type { Operation, ServiceCall } from '../service.ts';
import type { WireObject } from '../wire.ts';
import type { EventHandler, World } from '../world.ts';
import { object, required, text } from './input.ts';

interface Crawler {
  name: string;
  definition: WireObject;
  created: number;
  running: boolean;
  schedule: { expression: string; state: 'SCHEDULED' | 'NOT_SCHEDULED'; id: number } | null;
  version: number;
  lastCrawl: { status: string; at: number } | null;
}

interface GlueState {
  databases: Record<string, WireObject>;
  tables: Record<string, WireObject>;
  crawlers: Record<string, Crawler>;
}

/** How long a crawl takes on the sandbox's clock. */
const CRAWL_MS = 60_000;

/** AWS Glue, as far as the Athena stack and its schedule need it. */
export const glue: Readonly<Record<string, Operation>> = {
  CreateDatabase: (call) => {
    const { databases } = state(call);
    const input = object(call.input, 'DatabaseInput');
    const name = required(input, 'Name', 'InvalidInputException');
    if (call.world.hasFault('lake-formation', call.caller.accountId)) {
      throw new AwsFault(
        'AccessDeniedException',
        'Insufficient Lake Formation permission(s): Required Create Database on Catalog',
      );
    }
    if (databases[name]) throw exists('Database already exists.');
    databases[name] = { ...input, CreateTime: call.world.now() };
    call.world.created(`database ${name}`);
    return {};
  },
  GetDatabase: (call) => {
    const name = text(call.input, 'Name');
    const found = state(call).databases[name];
    if (!found) throw missing(`Database ${name} not found.`);
    return {
      Database: {
        ...found,
        Name: name,
        CreateTime: new Date(Number(found['CreateTime'])),
        CatalogId: call.caller.accountId,
      },
    };
  },
  DeleteDatabase: (call) => {
    const { databases, tables } = state(call);
    const name = text(call.input, 'Name');
    if (!databases[name]) throw missing(`Database ${name} not found.`);
    delete databases[name];
    for (const key of Object.keys(tables)) if (key.startsWith(`${name}/`)) delete tables[key];
    return {};
  },
  CreateTable: (call) => {
    const { databases, tables } = state(call);
    const database = text(call.input, 'DatabaseName');
    const input = object(call.input, 'TableInput');
    const key = `${database}/${required(input, 'Name', 'InvalidInputException')}`;
    if (!databases[database]) throw missing(`Database ${database} not found.`);
    if (tables[key]) throw exists('Table already exists.');
    tables[key] = input;
    call.world.created(`table ${key}`);
    return {};
  },
  GetTable: (call) => {
    const database = text(call.input, 'DatabaseName');
    const name = text(call.input, 'Name');
    const found = state(call).tables[`${database}/${name}`];
    if (!found) throw missing(`Table ${name} not found.`);
    return { Table: { ...found, Name: name, DatabaseName: database } };
  },
  DeleteTable: (call) => {
    const { tables } = state(call);
    const key = `${text(call.input, 'DatabaseName')}/${text(call.input, 'Name')}`;
    if (!tables[key]) throw missing(`Table ${text(call.input, 'Name')} not found.`);
    delete tables[key];
    return {};
  },
  CreateCrawler: (call) => {
    const { crawlers } = state(call);
    const name = required(call.input, 'Name', 'InvalidInputException');
    if (crawlers[name]) throw exists(`${name} already exists`);
    const expression = text(call.input, 'Schedule');
    crawlers[name] = {
      name,
      definition: call.input,
      created: call.world.now(),
      running: false,
      schedule: null,
      version: 1,
      lastCrawl: null,
    };
    if (expression !== '') setSchedule(call, crawlers[name], expression);
    call.world.created(`crawler ${name}`);
    return {};
  },
  GetCrawler: (call) => ({ Crawler: toCrawler(requireCrawler(call, 'Name')) }),
  UpdateCrawler: (call) => {
    const crawler = requireCrawler(call, 'Name');
    if (crawler.running || call.world.takeFault('crawler-running', call.caller.accountId)) {
      throw new AwsFault('CrawlerRunningException', `Crawler with name ${crawler.name} has already started`);
    }
    crawler.definition = { ...crawler.definition, ...call.input };
    crawler.version += 1;
    return {};
  },
  DeleteCrawler: (call) => {
    const crawler = requireCrawler(call, 'Name');
    if (crawler.running) throw new AwsFault('CrawlerRunningException', `Crawler with name ${crawler.name} is running`);
    delete state(call).crawlers[crawler.name];
    return {};
  },
  StartCrawler: (call) => {
    const crawler = requireCrawler(call, 'Name');
    if (crawler.running)
      throw new AwsFault('CrawlerRunningException', `Crawler with name ${crawler.name} has already started`);
    crawler.running = true;
    const { accountId } = call.caller;
    call.world.schedule({
      at: call.world.now() + CRAWL_MS,
      kind: 'glue.crawled',
      accountId,
      data: { name: crawler.name },
    });
    return {};
  },
  StopCrawler: (call) => {
    const crawler = requireCrawler(call, 'Name');
    if (!crawler.running) {
      throw new AwsFault('CrawlerNotRunningException', `Crawler with name ${crawler.name} is not running`);
    }
    crawler.running = false;
    return {};
  },
  UpdateCrawlerSchedule: (call) => {
    const crawler = requireCrawler(call, 'CrawlerName');
    if (call.world.takeFault('scheduler-busy', call.caller.accountId)) {
      throw new AwsFault('SchedulerTransitioningException', `Schedule of ${crawler.name} is transitioning`);
    }
    const expression = required(call.input, 'Schedule', 'InvalidInputException');
    if (!/^cron\(\S+ \S+ \S+ \S+ \S+ \S+\)$/u.test(expression)) {
      throw new AwsFault('InvalidInputException', `Invalid cron expression: ${expression}`);
    }
    setSchedule(call, crawler, expression);
    return {};
  },
  StartCrawlerSchedule: (call) => {
    const { schedule, name } = requireCrawler(call, 'CrawlerName');
    if (!schedule) throw new AwsFault('NoScheduleException', `Crawler ${name} has no schedule`);
    if (schedule.state === 'SCHEDULED')
      throw new AwsFault('SchedulerRunningException', `Schedule of ${name} is already running`);
    schedule.state = 'SCHEDULED';
    return {};
  },
  StopCrawlerSchedule: (call) => {
    const { schedule, name } = requireCrawler(call, 'CrawlerName');
    if (!schedule || schedule.state === 'NOT_SCHEDULED') {
      throw new AwsFault('SchedulerNotRunningException', `Schedule of ${name} is not running`);
    }
    schedule.state = 'NOT_SCHEDULED';
    return {};
  },
};

/** What happens to crawlers in time. */
export const glueEvents: Readonly<Record<string, EventHandler>> = {
  'glue.crawled': (world, { accountId, data, at }) => {
    const glueState = world.slice<GlueState>(accountId, 'glue', empty);
    const crawler = glueState.crawlers[String(data['name'])];
    if (crawler?.running !== true) return;
    crawler.running = false;
    crawler.lastCrawl = { status: 'SUCCEEDED', at };
  },
  'glue.due': (world, { accountId, data, at }) => {
    const crawler = world.slice<GlueState>(accountId, 'glue', empty).crawlers[String(data['name'])];
    // A schedule that was replaced, or whose crawler was, is no longer followed.
    if (!crawler?.schedule || crawler.schedule.id !== data['schedule']) return;
    if (crawler.schedule.state === 'SCHEDULED' && !crawler.running) start(world, accountId, crawler, at);
    awaitNext(world, accountId, crawler, at);
  },
};

function start(world: World, accountId: AccountId, crawler: Crawler, at: number): void {
  crawler.running = true;
  world.schedule({ at: at + CRAWL_MS, kind: 'glue.crawled', accountId, data: { name: crawler.name } });
}

function setSchedule({ world, caller }: ServiceCall, crawler: Crawler, expression: string): void {
  crawler.schedule = { expression, state: 'SCHEDULED', id: world.nextNumber() };
  awaitNext(world, caller.accountId, crawler, world.now());
}

/** Waits for the next time of a schedule. Of schedules the sandbox follows those that are daily at one time. */
function awaitNext(world: World, accountId: AccountId, { name, schedule }: Crawler, since: number): void {
  const daily = /^cron\((\d+) (\d+) \* \* \? \*\)$/u.exec(schedule?.expression ?? '');
  if (!schedule || !daily) return;
  const day = 86_400_000;
  const time = Number(daily[2]) * 3_600_000 + Number(daily[1]) * 60_000;
  const at = (Math.floor((since - time) / day) + 1) * day + time;
  world.schedule({ at, kind: 'glue.due', accountId, data: { name, schedule: schedule.id } });
}

/** Whether an account has a crawler of that name. */
export function hasCrawler(world: World, accountId: AccountId, name: string): boolean {
  return name in world.slice<GlueState>(accountId, 'glue', empty).crawlers;
}

function empty(): GlueState {
  return { databases: {}, tables: {}, crawlers: {} };
}

function state({ world, caller }: ServiceCall): GlueState {
  return world.slice<GlueState>(caller.accountId, 'glue', empty);
}

function requireCrawler(call: ServiceCall, member: string): Crawler {
  const name = text(call.input, member);
  const found = state(call).crawlers[name];
  if (found) return found;
  throw missing(`Crawler with name ${name} does not exist`);
}

function missing(message: string): AwsFault {
  return new AwsFault('EntityNotFoundException', message);
}

function exists(message: string): AwsFault {
  return new AwsFault('AlreadyExistsException', message);
}

function toCrawler({ name, definition, created, running, schedule, lastCrawl, version }: Crawler): WireObject {
  const { Role, Targets, DatabaseName, Description, SchemaChangePolicy } = definition;
  return {
    Name: name,
    Role: typeof Role === 'string' ? Role.split('/').at(-1) : undefined,
    Targets,
    DatabaseName,
    Description,
    SchemaChangePolicy,
    State: running ? 'RUNNING' : 'READY',
    Schedule: schedule ? { ScheduleExpression: schedule.expression, State: schedule.state } : undefined,
    CreationTime: new Date(created),
    LastUpdated: new Date(created),
    LastCrawl: lastCrawl ? { Status: lastCrawl.status, StartTime: new Date(lastCrawl.at - CRAWL_MS) } : undefined,
    Version: version,
  };
}
