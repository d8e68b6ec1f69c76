import { parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import type { AwsFault } from '../service.ts';
import type { WireObject, WireValue } from '../wire.ts';
import { AwsFault as Fault } from '../service.ts';
import type { HttpAnswer } from './answer.ts';

const CONTENT_TYPE = 'application/x-amz-json-1.1';

/** The input out of a JSON body. @throws AwsFault SerializationException. */
export function decodeJson(body: string): WireObject {
  try {
    const value = parseBoundedJson(body === '' ? '{}' : body);
    // JSON gives nothing but what a WireValue may be.
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as WireObject;
  } catch {
    // Said below, as for any other body that is no object.
  }
  throw new Fault('SerializationException', 'Could not parse request body into json');
}

/** An answer in JSON; times are seconds since 1970. */
export function encodeJson(result: WireObject, requestId: string, contentType = CONTENT_TYPE): HttpAnswer {
  return {
    status: 200,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
    body: JSON.stringify(toJson(result)),
  };
}

/** A refusal in JSON: the code in the body, as JSON 1.1 has it, and in a header, as REST has it. */
export function encodeJsonFault(fault: AwsFault, requestId: string, contentType = CONTENT_TYPE): HttpAnswer {
  const { code, message, members, status, headers } = fault;
  return {
    status,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId, 'x-amzn-errortype': code, ...headers },
    body: JSON.stringify({ __type: code, message, Message: message, ...(toJson(members) as object) }),
  };
}

function toJson(value: WireValue | undefined): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return (value as readonly WireValue[]).map(toJson);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member as WireValue)]));
  }
  return value;
}
