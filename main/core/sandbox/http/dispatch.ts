import { randomUUID } from 'node:crypto';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { CALL_FAULTS, callFault } from '../faults/call-faults.ts';
import type { CallFault, CallFaultKey } from '../faults/call-faults.ts';
import { makeDue } from '../cost-data/make-due.ts';
import type { Maker } from '../cost-data/make-due.ts';
import type { HttpAnswer } from '../protocols/answer.ts';
import { decodeJson, encodeJson, encodeJsonFault } from '../protocols/json.ts';
import { decodeQuery, encodeQuery, encodeQueryFault } from '../protocols/query.ts';
import { decodeS3, encodeS3, encodeS3Fault } from '../protocols/rest-s3.ts';
import { AwsFault } from '../service.ts';
import type { Caller, ServiceCall } from '../service.ts';
import type { WireObject } from '../wire.ts';
import { SERVICES } from '../services/index.ts';
import type { Service } from '../services/index.ts';
import type { ActedCall, World } from '../world.ts';
import type { FileWorld } from '../world-file.ts';
import { authenticate } from './authenticate.ts';
import { operatorOf } from './credentials.ts';
import type { HttpRequest } from './request.ts';
import { readSignature } from './signature.ts';

/** A call of a client, as those see it who count or cut. */
export interface SandboxCall {
  /** From 1, since the sandbox was opened. */
  number: number;
  accountId: AccountId;
  service: string;
  operation: string;
  /** Whether it changes something. */
  changes: boolean;
}

/** Chooses a fault for a call, for tests that want one at the n-th; undefined: none. */
export type Interceptor = (call: SandboxCall) => CallFaultKey | undefined;

/** What becomes of a request: an answer, a cut connection, or silence. */
export type Outcome = HttpAnswer | 'cut' | 'silence';

export interface DispatchOptions {
  world: FileWorld;
  intercept: () => Interceptor | null;
  /** Told before a call is done, and after. */
  onCall: (call: SandboxCall, phase: 'before' | 'after') => void;
  number: () => number;
  maker: Maker;
}

/** What a web filter answers in the place of AWS. */
const PAGE: HttpAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><html><body>Access to this site is blocked.</body></html>',
};

const READING = /^(?:Describe|Get|List|Head|Validate)/u;

/** Answers a request as AWS would: whose it is, what it asks for, whether something hinders it, and what comes of it. */
export async function dispatch(request: HttpRequest, options: DispatchOptions): Promise<Outcome> {
  const requestId = randomUUID();
  const { world } = options;
  const name = readSignature(request)?.service ?? guessService(request);
  const service = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
  if (!service) return unknownService(name, requestId);
  let operation = '';
  try {
    const caller = authenticate(request, service.protocol, world.key);
    const asked = decode(request, service);
    ({ operation } = asked);
    const run = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
    if (!run)
      throw new AwsFault('SandboxUnsupported', `The sandbox does not know the operation ${operation} of ${name}.`, {
        status: 501,
      });
    world.catchUp();
    if (name === 's3') await makeDue(world, asked, options.maker);
    const call: SandboxCall = {
      number: options.number(),
      accountId: caller.accountId,
      service: name,
      operation,
      changes: !READING.test(operation),
    };
    options.onCall(call, 'before');
    const hindered = hindrance(call, caller, service, options);
    if (hindered?.does === 'refuse') throw hindered.fault;
    if (hindered?.does === 'cut-before') return 'cut';
    if (hindered?.does === 'wait') return 'silence';
    if (hindered?.does === 'page') return PAGE;
    const counted = `${name}:${operation}`;
    world.state.calls[counted] = (world.state.calls[counted] ?? 0) + 1;
    const region = readSignature(request)?.region ?? 'us-east-1';
    const made = makeCall({ service: name, operation, input: asked.input, caller, region, requestId, world });
    const result = told(() => run(made), call, options);
    return hindered?.does === 'cut-after' ? 'cut' : encode(service, operation, result, requestId);
  } catch (error) {
    world.save();
    return encodeFault(service, asFault(error), requestId, request.method);
  }
}

/** What a request is refused with; a fault of the sandbox's own stays one. */
function asFault(error: unknown): AwsFault {
  if (error instanceof AwsFault) return error;
  // An escape that is none, in the path, the query or a body.
  if (error instanceof URIError) return new AwsFault('InvalidURI', "Couldn't parse the specified URI.");
  throw error;
}

/** Does a call; it is kept and told of whether it was done or refused. */
function told(run: () => WireObject, call: SandboxCall, { world, onCall }: DispatchOptions): WireObject {
  try {
    return run();
  } finally {
    world.save();
    onCall(call, 'after');
  }
}

/** A call with the way to call others in its name. */
function makeCall(call: Omit<ServiceCall, 'invoke'>): ServiceCall {
  return {
    ...call,
    invoke: (service, operation, input) => {
      const run = SERVICES[service]?.operations[operation];
      if (!run)
        throw new AwsFault('SandboxUnsupported', `The sandbox does not know the operation ${operation} of ${service}.`);
      return run(makeCall({ ...call, service, operation, input }));
    },
  };
}

/** Runs an operation in the name of an account, for what happens by itself (the next resource of a stack). */
export function runAs(
  world: World,
  accountId: AccountId,
  { service, operation, input, region }: ActedCall,
): WireObject {
  const caller = operatorOf(accountId);
  const call = makeCall({ service, operation, input, caller, region, requestId: randomUUID(), world });
  return call.invoke(service, operation, input);
}

function hindrance(
  call: SandboxCall,
  caller: Caller,
  service: Service,
  { world, intercept }: DispatchOptions,
): CallFault | null {
  const { protocol } = service;
  const chosen = intercept()?.(call);
  const key = chosen ?? CALL_FAULTS.find((each) => world.takeCallFault(each, call));
  return key === undefined ? null : callFault(key, { ...call, caller, protocol });
}

function decode(request: HttpRequest, { protocol, operations }: Service): { operation: string; input: WireObject } {
  const body = Buffer.from(request.body).toString('utf8');
  switch (protocol.kind) {
    case 'query':
      return decodeQuery(body);
    case 's3':
      return decodeS3(request);
    case 'json': {
      const operation = (request.headers['x-amz-target'] ?? '').split('.').at(-1) ?? '';
      return { operation, input: operation in operations ? decodeJson(body) : {} };
    }
    case 'rest-json': {
      const route = `${request.method} ${request.path.replace(/\/$/u, '')}`;
      return { operation: protocol.routes[route] ?? route, input: decodeJson(body) };
    }
  }
}

function encode({ protocol }: Service, operation: string, result: WireObject, requestId: string): HttpAnswer {
  switch (protocol.kind) {
    case 'query':
      return encodeQuery(operation, result, protocol.namespace, requestId);
    case 's3':
      return encodeS3(operation, result, requestId);
    case 'json':
      return encodeJson(result, requestId);
    case 'rest-json':
      return encodeJson(result, requestId, 'application/json');
  }
}

function encodeFault({ protocol }: Service, fault: AwsFault, requestId: string, method: string): HttpAnswer {
  switch (protocol.kind) {
    case 'query':
      return encodeQueryFault(fault, protocol.namespace, requestId);
    case 's3':
      return encodeS3Fault(fault, requestId, method);
    case 'json':
      return encodeJsonFault(fault, requestId);
    case 'rest-json':
      return encodeJsonFault(fault, requestId, 'application/json');
  }
}

/** Which service an unsigned request is for, as far as it tells. */
function guessService(request: HttpRequest): string {
  const target = request.headers['x-amz-target'] ?? '';
  if (target.startsWith('AWSOrganizations')) return 'organizations';
  if (target.startsWith('AWSGlue')) return 'glue';
  if (target.startsWith('AWSOrigami')) return 'cur';
  return Buffer.from(request.body).toString('utf8').includes('Action=') ? 'sts' : 's3';
}

function unknownService(name: string, requestId: string): HttpAnswer {
  const message = `The sandbox does not know the service ${name}.`;
  return encodeJsonFault(new AwsFault('SandboxUnsupported', message, { status: 501 }), requestId);
}
