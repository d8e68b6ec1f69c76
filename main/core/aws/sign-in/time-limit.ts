import { AppError } from '../../../../shared/domain/app-error.ts';

/** How long a sign-in waits for the person, as the AWS CLI does. */
export const SIGN_IN_MS = 10 * 60_000;

/** A signal that ends a sign-in when it is cancelled and when its time is over, with the AppError that says which. */
export interface SignInLimit {
  signal: AbortSignal;
  /** Stops the clock. */
  clear(): void;
}

/** @param limitMs at most this long; ten minutes unless given */
export function limitSignIn(cancelled: AbortSignal, limitMs = SIGN_IN_MS): SignInLimit {
  const abort = new AbortController();
  const onCancel = (): void =>
    abort.abort(new AppError('CANCELLED', 'The sign-in was cancelled. Nothing was changed.'));
  const late = new AppError(
    'SIGN_IN_NEEDED',
    'Nobody signed in in the browser in time. Try again, and finish on the page that opens.',
  );
  const timer = setTimeout(() => abort.abort(late), limitMs);
  cancelled.addEventListener('abort', onCancel, { once: true });
  if (cancelled.aborted) onCancel();
  const clear = (): void => {
    clearTimeout(timer);
    cancelled.removeEventListener('abort', onCancel);
  };
  return { signal: abort.signal, clear };
}
