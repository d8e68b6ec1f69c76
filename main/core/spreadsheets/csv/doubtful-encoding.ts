import { bytesOfWindows1252, decodeBytes } from '../encoding.ts';

/**
 * Why the encoding of a text is not sure. 'guess': an 8-bit text with other characters than ASCII, which says nothing of itself.
 * 'broken': nearly all of it is UTF-8, and some bytes are not.
 */
export interface EncodingDoubt {
  kind: 'guess' | 'broken';
  /** Encodings that it may be in, the likeliest first. */
  candidates: string[];
  /** The first cells of each column in which they differ. */
  samples: EncodingSample[];
}

export interface EncodingSample {
  row: number;
  /** 0-based. */
  column: number;
  /** How the cell reads in each candidate, and in others that were thought of. */
  texts: Record<string, string>;
}

/** The 8-bit encodings of the spreadsheet programs of Europe, Russia, Turkey and old Macs. */
const SINGLE_BYTE = ['windows-1252', 'windows-1250', 'windows-1251', 'windows-1254', 'macintosh'];
/** Those of East Asia: likely only where most of a cell is not ASCII. */
const MULTI_BYTE = ['shift_jis', 'gb18030', 'big5', 'euc-kr'];
const SAMPLES_PER_COLUMN = 3;
const MOST_COLUMNS = 100;
const MOST_BYTES = 200;

/** Gathers cells that read differently in other encodings. It is given them as Windows-1252, in which every byte is a character. */
export class DoubtCollector {
  readonly kind: EncodingDoubt['kind'];
  /** What comes before all others. */
  readonly #first: readonly string[];
  readonly #samples: EncodingSample[] = [];
  readonly #perColumn = new Map<number, number>();
  #asian = 0;

  constructor(kind: EncodingDoubt['kind']) {
    this.kind = kind;
    this.#first = kind === 'broken' ? ['utf-8'] : [];
  }

  /** @param text a cell with other characters than ASCII */
  add(row: number, column: number, text: string): void {
    const count = this.#perColumn.get(column) ?? 0;
    if (count >= SAMPLES_PER_COLUMN || column >= MOST_COLUMNS) return;
    this.#perColumn.set(column, count + 1);
    const bytes = bytesOfWindows1252(text.slice(0, MOST_BYTES));
    if (bytes.filter((byte) => byte >= 0x80).length * 2 > bytes.length) this.#asian += 1;
    const all = [...this.#first, ...SINGLE_BYTE, ...MULTI_BYTE];
    const texts = Object.fromEntries(all.map((encoding) => [encoding, decodeBytes(bytes, encoding)]));
    this.#samples.push({ row, column, texts });
  }

  /** What was found; null where no cell depends on the encoding. */
  end(): EncodingDoubt | null {
    if (this.#samples.length === 0) return null;
    const isAsian = this.#asian * 2 > this.#samples.length;
    const candidates = [...this.#first, ...(isAsian ? [...MULTI_BYTE, ...SINGLE_BYTE] : SINGLE_BYTE)];
    return { kind: this.kind, candidates, samples: this.#samples };
  }
}
