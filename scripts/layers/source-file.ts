/** A source file of the project: path from its root with '/', and text. */
export interface SourceFile {
  readonly path: string;
  readonly source: string;
}
