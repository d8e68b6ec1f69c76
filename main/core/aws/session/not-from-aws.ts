/** What came back is no answer of AWS: a proxy or a web filter stands between, or what came was cut. */
export class NotFromAwsError extends Error {
  /** Whom the call was for, as it was connected to. */
  readonly host: string;
  /** What came, in a few words: 'HTTP 200, text/html'. */
  readonly answer: string;
  readonly $metadata: { httpStatusCode: number };

  constructor({ host, answer, status }: { host: string; answer: string; status: number }) {
    super(
      `What answers for ${host} is not AWS (${answer}): a proxy or web filter stands between this computer and AWS`,
    );
    this.name = 'NotFromAws';
    this.host = host;
    this.answer = answer;
    this.$metadata = { httpStatusCode: status };
  }
}
