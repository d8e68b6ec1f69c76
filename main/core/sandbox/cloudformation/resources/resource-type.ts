import type { AccountId } from '../../../../../shared/domain/account-id.ts';
import type { TemplateObject } from '../../../templates/template.ts';
import type { WireObject } from '../../wire.ts';
import type { Stack } from '../stack.ts';

/** What a handler is given. */
export interface ResourceCall {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  /** Evaluated. */
  readonly properties: TemplateObject;
  readonly accountId: AccountId;
  readonly region: string;
  /** A name as CloudFormation makes it: stack, logical ID and something random, at most so long. */
  readonly name: (length: number) => string;
  /** Calls another service in the name of who made the stack. @throws AwsFault */
  readonly invoke: (service: string, operation: string, input: WireObject) => WireObject;
}

/** What has been made. */
export interface Made {
  /** What Ref gives. */
  physicalId: string;
  /** What Fn::GetAtt gives. */
  attributes?: Readonly<Record<string, string>>;
  /** It has been begun, but what has to answer never will. */
  hangs?: true;
}

/** A resource type that the sandbox knows. */
export interface ResourceType {
  /** The service's name in the words of a handler that failed: 'Glue'. */
  readonly service: string;
  /** Every property that it knows; another one is refused when the stack is created. */
  readonly properties: readonly string[];
  readonly required: readonly string[];
  /** What Fn::GetAtt may ask for. */
  readonly attributes: readonly string[];
  /** @param note tells the physical ID as soon as something exists, so that a rollback finds it @throws AwsFault */
  create(call: ResourceCall, note: (physicalId: string) => void): Made;
  /** Takes it away; what is gone already is no error. @throws AwsFault */
  remove(call: ResourceCall, physicalId: string): void;
}
