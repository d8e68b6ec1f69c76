import { timingSafeEqual } from 'node:crypto';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import { systemFailure } from '../../files/system-failure.ts';
import type { HttpRequest } from '../http/request.ts';
import type { SandboxModel } from '../model.ts';
import type { HttpAnswer } from '../protocols/answer.ts';

/** What can be asked of a sandbox that runs in another program. */
export type ControlRequest =
  | { do: 'status' }
  | { do: 'add-accounts'; accounts: readonly AccountId[] }
  | { do: 'advance'; milliseconds: number }
  | { do: 'set-fault'; key: string; accountId?: AccountId | null; uses?: number | null; operation?: string | null }
  | { do: 'clear-fault'; key: string | null }
  | { do: 'reset' };

/** Answers who steers the sandbox from another program, when it shows the token. */
export function answerControl(request: HttpRequest, model: SandboxModel, token: string): HttpAnswer {
  const shown = Buffer.from(request.headers['authorization'] ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  if (shown.length !== wanted.length || !timingSafeEqual(shown, wanted)) return json(401, { message: 'not allowed' });
  try {
    // Only a program that has read the token comes here, and that is our own.
    const asked = parseBoundedJson(Buffer.from(request.body).toString('utf8')) as ControlRequest;
    return json(200, run(model, asked));
  } catch (error) {
    if (error instanceof SyntaxError)
      return json(400, { code: 'INVALID_INPUT', message: 'That is no JSON.', data: {} });
    const said = error instanceof AppError ? error : systemFailure(error);
    if (said === null) throw error;
    return json(400, { code: said.code, message: said.message, data: said.data });
  }
}

/** Does what is asked. @throws AppError INVALID_INPUT. */
export function run(model: SandboxModel, asked: ControlRequest): object {
  switch (asked.do) {
    case 'status':
      return model.status();
    case 'add-accounts':
      model.addAccounts(asked.accounts);
      return model.status();
    case 'advance':
      return { events: model.advance(asked.milliseconds), status: model.status() };
    case 'set-fault':
      model.setFault(asked);
      return model.status();
    case 'clear-fault':
      model.clearFault(asked.key);
      return model.status();
    case 'reset':
      model.reset();
      return model.status();
  }
}

function json(status: number, body: object): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
