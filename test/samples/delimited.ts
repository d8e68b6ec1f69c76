/** Rows as Python's csv module writes them: CRLF, and quotes only where a value needs them. */
export function delimited(rows: readonly (readonly string[])[], delimiter: string): string {
  const needsQuotes = new RegExp(`["\\r\\n${delimiter}]`, 'u');
  const field = (value: string): string => (needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return rows.map((row) => `${row.map(field).join(delimiter)}\r\n`).join('');
}

/** A text in Windows-1252; throws on a character that it does not have. */
export function windows1252(text: string): Buffer {
  const decoder = new TextDecoder('windows-1252');
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from(
    Array.from(text, (character) => {
      const byte = bytes.get(character);
      if (byte === undefined) throw new Error(`Windows-1252 has no ${character}`);
      return byte;
    }),
  );
}

/** A text in UTF-16, little-endian, with a byte order mark. */
export function utf16(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}
