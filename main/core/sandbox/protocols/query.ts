import { AwsFault } from '../service.ts';
import type { WireObject, WireValue } from '../wire.ts';
import { element } from './xml.ts';
import type { HttpAnswer } from './answer.ts';

interface Tree {
  [name: string]: Tree | string;
}

/** The operation and its input out of a form body (AWS query protocol): `Parameters.member.1.ParameterKey=a` makes lists and objects. */
export function decodeQuery(body: string): { operation: string; input: WireObject } {
  const tree: Tree = Object.create(null) as Tree;
  let operation = '';
  for (const [name, value] of new URLSearchParams(body)) {
    if (name === 'Action') operation = value;
    else if (name !== 'Version') put(tree, pathOf(name), value);
  }
  return { operation, input: toValue(tree) as WireObject };
}

/** No input of a service is deeper; whoever goes deeper wants to see the stack run out. */
const MOST_PARTS = 100;

function pathOf(name: string): string[] {
  const parts = name.split('.', MOST_PARTS + 1);
  if (parts.length > MOST_PARTS) throw new AwsFault('ValidationError', 'A parameter has too many parts.');
  return parts;
}

function put(tree: Tree, path: readonly string[], value: string): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const inner = tree[first];
  const next: Tree = typeof inner === 'object' ? inner : (Object.create(null) as Tree);
  tree[first] = next;
  put(next, rest, value);
}

function toValue(tree: Tree | string): WireValue {
  if (typeof tree === 'string') return tree;
  const { member } = tree;
  if (typeof member === 'object') return toList(member);
  const names = Object.keys(tree);
  // An empty list is sent as `Capabilities=`, a list of one as `Capabilities.member.1=`.
  return Object.fromEntries(names.map((name) => [name, toValue(tree[name] ?? '')]));
}

function toList(members: Tree): WireValue[] {
  return Object.keys(members)
    .sort((a, b) => Number(a) - Number(b))
    .map((index) => toValue(members[index] ?? ''));
}

/** An answer of the query protocol. @param namespace the service's XML namespace */
export function encodeQuery(operation: string, result: WireObject, namespace: string, requestId: string): HttpAnswer {
  const body = `<${operation}Response xmlns="${namespace}">${element(`${operation}Result`, result)}${metadata(requestId)}</${operation}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}

/** A refusal of the query protocol. */
export function encodeQueryFault(fault: AwsFault, namespace: string, requestId: string): HttpAnswer {
  const error = { Type: fault.status >= 500 ? 'Receiver' : 'Sender', Code: fault.code, Message: fault.message };
  const body = `<ErrorResponse xmlns="${namespace}">${element('Error', { ...error, ...fault.members })}${element('RequestId', requestId)}</ErrorResponse>`;
  return {
    status: fault.status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId, ...fault.headers },
    body,
  };
}

function metadata(requestId: string): string {
  return `<ResponseMetadata>${element('RequestId', requestId)}</ResponseMetadata>`;
}
