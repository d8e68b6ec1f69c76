import { AwsFault } from '../service.ts';
import type { Operation, ServiceCall } from '../service.ts';
import type { WireObject } from '../wire.ts';
import { object, required, text } from './input.ts';

interface Function {
  name: string;
  runtime: string;
  role: string;
  handler: string;
  timeout: number;
  codeSize: number;
  created: number;
  reserved: number | null;
  permissions: Record<string, string>;
}

interface LambdaState {
  functions: Record<string, Function>;
}

/** What AWS keeps unreserved for everything else in an account. */
const KEPT_UNRESERVED = 10;

/** How many functions may run at once: a new account has few (docs/aws.md: 'Lambda quota'). */
const LIMIT = 1000;
const LOW_LIMIT = 10;

/** Runtimes in which AWS creates no function any more. */
const RETIRED =
  /^(?:nodejs(?:4\.3|6\.10|8\.10|10\.x|12\.x|14\.x)|nodejs|python(?:2\.7|3\.6|3\.7)|ruby2\.[57]|dotnetcore.*)$/u;

/** AWS Lambda, as far as the stacks of this job make functions. */
export const lambda: Readonly<Record<string, Operation>> = {
  GetAccountSettings: (call) => {
    const functions = Object.values(state(call).functions);
    const limit = limitOf(call);
    const reserved = functions.reduce((sum, each) => sum + (each.reserved ?? 0), 0);
    return {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: limit,
        UnreservedConcurrentExecutions: limit - reserved,
      },
      AccountUsage: {
        TotalCodeSize: functions.reduce((sum, { codeSize }) => sum + codeSize, 0),
        FunctionCount: functions.length,
      },
    };
  },
  CreateFunction: (call) => {
    const { functions } = state(call);
    const name = required(call.input, 'FunctionName');
    const runtime = text(call.input, 'Runtime');
    if (functions[name])
      throw new AwsFault('ResourceConflictException', `Function already exist: ${name}`, { status: 409 });
    if (RETIRED.test(runtime)) {
      throw new AwsFault(
        'InvalidParameterValueException',
        `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
      );
    }
    if (
      call.world.hasFault('lambda-code-unreadable', call.caller.accountId) &&
      text(object(call.input, 'Code'), 'S3Bucket') !== ''
    ) {
      throw new AwsFault(
        'InvalidParameterValueException',
        'Error occurred while GetObject. S3 Error Code: AccessDenied. S3 Error Message: Access Denied',
        { status: 403 },
      );
    }
    functions[name] = {
      name,
      runtime,
      role: text(call.input, 'Role'),
      handler: text(call.input, 'Handler'),
      timeout: Number(text(call.input, 'Timeout') || 3),
      codeSize: JSON.stringify(object(call.input, 'Code')).length,
      created: call.world.now(),
      reserved: null,
      permissions: {},
    };
    call.world.created(`function ${name}`);
    return toConfiguration(call, functions[name]);
  },
  GetFunction: (call) => ({ Configuration: toConfiguration(call, requireFunction(call)) }),
  GetFunctionConfiguration: (call) => toConfiguration(call, requireFunction(call)),
  DeleteFunction: (call) => {
    delete state(call).functions[requireFunction(call).name];
    return {};
  },
  PutFunctionConcurrency: (call) => {
    const target = requireFunction(call);
    const wanted = Number(text(call.input, 'ReservedConcurrentExecutions'));
    const reserved = Object.values(state(call).functions).reduce((sum, each) => sum + (each.reserved ?? 0), 0);
    if (limitOf(call) - (reserved - (target.reserved ?? 0)) - wanted < KEPT_UNRESERVED) {
      throw new AwsFault(
        'InvalidParameterValueException',
        `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${KEPT_UNRESERVED}].`,
      );
    }
    target.reserved = wanted;
    return { ReservedConcurrentExecutions: wanted };
  },
  DeleteFunctionConcurrency: (call) => {
    requireFunction(call).reserved = null;
    return {};
  },
  AddPermission: (call) => {
    const target = requireFunction(call);
    const id = required(call.input, 'StatementId');
    if (target.permissions[id] !== undefined) {
      throw new AwsFault(
        'ResourceConflictException',
        `The statement id (${id}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        { status: 409 },
      );
    }
    target.permissions[id] = JSON.stringify(call.input);
    return { Statement: JSON.stringify({ Sid: id, Effect: 'Allow', Action: text(call.input, 'Action') }) };
  },
  RemovePermission: (call) => {
    delete requireFunction(call).permissions[text(call.input, 'StatementId')];
    return {};
  },
  Invoke: (call) => (requireFunction(call), { StatusCode: 202 }),
};

function state({ world, caller }: ServiceCall): LambdaState {
  return world.slice(caller.accountId, 'lambda', () => ({ functions: {} }));
}

function limitOf({ world, caller }: ServiceCall): number {
  return world.hasFault('lambda-quota', caller.accountId) ? LOW_LIMIT : LIMIT;
}

function requireFunction(call: ServiceCall): Function {
  const name = text(call.input, 'FunctionName').split(':').at(-1) ?? '';
  const found = state(call).functions[name];
  if (found) return found;
  const arn = `arn:aws:lambda:${call.region}:${call.caller.accountId}:function:${name}`;
  throw new AwsFault('ResourceNotFoundException', `Function not found: ${arn}`, { status: 404 });
}

function toConfiguration({ caller, region }: ServiceCall, fn: Function): WireObject {
  return {
    FunctionName: fn.name,
    FunctionArn: `arn:aws:lambda:${region}:${caller.accountId}:function:${fn.name}`,
    Runtime: fn.runtime,
    Role: fn.role,
    Handler: fn.handler,
    CodeSize: fn.codeSize,
    Timeout: fn.timeout,
    MemorySize: 128,
    LastModified: new Date(fn.created).toISOString(),
    Version: '$LATEST',
    State: 'Active',
  };
}
