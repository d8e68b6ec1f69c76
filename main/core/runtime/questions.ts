import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/domain/app-error.ts';

/** Questions that running tasks have put to a person, until they are answered or given up. */
export class Questions {
  readonly #open = new Map<string, (answer: string) => void>();

  /**
   * Puts a question and waits for the answer.
   * @param tell sends it, with the ID by which it is answered
   * @throws AppError CANCELLED when the signal ends it.
   */
  async ask(tell: (questionId: string) => void, signal: AbortSignal): Promise<string> {
    const questionId = randomUUID();
    try {
      return await new Promise<string>((resolve, reject) => {
        const onAbort = (): void => reject(new AppError('CANCELLED', 'Cancelled before the question was answered.'));
        if (signal.aborted) return onAbort();
        signal.addEventListener('abort', onAbort, { once: true });
        this.#open.set(questionId, resolve);
        return tell(questionId);
      });
    } finally {
      this.#open.delete(questionId);
    }
  }

  /** Answers a question. @throws AppError NOT_FOUND when it is no longer open. */
  answer(questionId: string, answer: string): void {
    const resolve = this.#open.get(questionId);
    if (!resolve) throw new AppError('NOT_FOUND', 'This question is no longer open.', { questionId });
    resolve(answer);
  }
}
