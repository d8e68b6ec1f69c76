import { parseSync, Visitor } from 'oxc-parser';

/** One import of a source file: `import … from`, `export … from`, `import()`, `import('…').T` or `require()`. */
export interface Import {
  readonly specifier: string;
  /** 1-based. */
  readonly line: number;
}

/** What the layer rule needs to know of a file. */
export interface FileFacts {
  readonly imports: readonly Import[];
  /** The line of `export default`, if there is one. */
  readonly defaultExportLine?: number;
}

/** A source file that was read: its path from the project's root, and what the layer rule needs of it. */
export interface ReadFile extends FileFacts {
  readonly path: string;
}

/**
 * Reads the imports of a TypeScript source.
 * @throws SyntaxError with the file's name when it can't be parsed.
 */
export function readImports(path: string, source: string): FileFacts {
  const { program, module, errors } = parseSync(path, source);
  const fault = errors[0];
  if (fault !== undefined) throw new SyntaxError(`${path}: ${fault.message}`);

  const found: { specifier: string; at: number }[] = [];
  for (const { moduleRequest } of module.staticImports) {
    found.push({ specifier: moduleRequest.value, at: moduleRequest.start });
  }
  for (const statement of module.staticExports) {
    for (const { moduleRequest } of statement.entries) {
      if (moduleRequest) found.push({ specifier: moduleRequest.value, at: moduleRequest.start });
    }
  }
  let defaultExportAt: number | undefined;
  new Visitor({
    ExportDefaultDeclaration({ start }) {
      defaultExportAt = start;
    },
    ExportSpecifier({ exported, start }) {
      if (exported.type === 'Identifier' && exported.name === 'default') defaultExportAt = start;
    },
    ImportExpression({ source: from, start }) {
      if (from.type === 'Literal' && typeof from.value === 'string') found.push({ specifier: from.value, at: start });
    },
    TSImportType({ source: from, start }) {
      found.push({ specifier: from.value, at: start });
    },
    CallExpression({ callee, arguments: [first], start }) {
      const called = callee.type === 'MemberExpression' ? callee.object : callee;
      if (called.type !== 'Identifier' || called.name !== 'require') return;
      if (first?.type === 'Literal' && typeof first.value === 'string')
        found.push({ specifier: first.value, at: start });
    },
  }).visit(program);

  const lineAt = (offset: number) => source.slice(0, offset).split('\n').length;
  const byPlace = new Map(
    found.map(({ specifier, at }) => [`${specifier} ${lineAt(at)}`, { specifier, line: lineAt(at) }]),
  );
  return {
    imports: [...byPlace.values()].sort((a, b) => a.line - b.line),
    ...(defaultExportAt !== undefined && { defaultExportLine: lineAt(defaultExportAt) }),
  };
}
