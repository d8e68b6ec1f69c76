/** A small generator of numbers with a fixed seed (mulberry32), so that a failing case can be run again. */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Pick = (below: number) => number;

/** Damages bytes the way disks, mails and attackers do: bits flipped, bytes set, pieces cut out, doubled, swapped, the end lost. */
export function mutateBytes(original: Uint8Array, pick: Pick): Buffer {
  let bytes: Buffer = Buffer.from(original);
  for (let times = 1 + pick(4); times > 0 && bytes.length > 8; times -= 1) {
    const at = pick(bytes.length);
    const length = 1 + pick(Math.min(64, bytes.length));
    const before = bytes.subarray(0, at);
    const after = bytes.subarray(Math.min(bytes.length, at + length));
    switch (pick(7)) {
      case 0:
        bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << pick(8)), at);
        break;
      case 1:
        bytes.fill([0x00, 0xff, 0x22, 0x3c][pick(4)] ?? 0, at, Math.min(bytes.length, at + length));
        break;
      case 2:
        bytes = Buffer.concat([before, after]);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
        break;
      case 4:
        bytes = Buffer.from(before);
        break;
      case 5:
        bytes = Buffer.concat([before, after, bytes.subarray(at, at + length)]);
        break;
      default:
        bytes.writeUInt32LE([0, 1, 0xffff, 0xffffffff, 0x7fffffff][pick(5)] ?? 0, Math.min(at, bytes.length - 4));
    }
  }
  return bytes;
}

const SNIPPETS = [
  '<',
  '>',
  '"',
  '&',
  '&#0;',
  '&#x110000;',
  ']]>',
  '<![CDATA[',
  '<!--',
  '<?x',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '</row>',
  '<row r="1048577">',
  '<row r="-1">',
  '<c r="XFE1"><v>1</v></c>',
  '<c r="A1" t="s"><v>999999</v></c>',
  '<c t="s"><v>-1</v></c>',
  '<c t="b"><v>maybe</v></c>',
  '<v>1E999</v>',
  '<f>1+1</f>',
  '<is><t>x</t></is>',
  '<rPh><t>',
  ' r="A0"',
  ' t="inlineStr"',
  ' s="4294967296"',
  ' hidden="1"',
  '<sheetData>',
  '</sheetData>',
  '\ud800',
  '\u0000',
  '\ufeff',
  '_xD800_',
  'xmlns="urn:other"',
  '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
  ' Target="../../../../etc/passwd"',
  ' TargetMode="External"',
  ' state="hidden"',
  ` formatCode="${'['.repeat(60_000)}"`,
  `<numFmt numFmtId="164" formatCode="${'[h'.repeat(30_000)}"/>`,
];

/** Damages XML where it hurts: markup put in, attributes changed, tags and pieces removed or doubled. */
export function mutateXml(xml: string, pick: Pick): string {
  let text = xml;
  for (let times = 1 + pick(3); times > 0; times -= 1) {
    const at = pick(text.length + 1);
    const tag = text.indexOf('<', at);
    const end = text.indexOf('>', Math.max(0, tag)) + 1;
    switch (pick(5)) {
      case 0:
        text = text.slice(0, at) + (SNIPPETS[pick(SNIPPETS.length)] ?? '') + text.slice(at);
        break;
      case 1:
        if (tag >= 0 && end > 0) text = text.slice(0, tag) + text.slice(end);
        break;
      case 2:
        if (tag >= 0 && end > 0) text = text.slice(0, end) + text.slice(tag, end) + text.slice(end);
        break;
      case 3:
        text =
          text.slice(0, at) +
          text
            .slice(at)
            .replace(
              /"[^"]*"/,
              `"${['', '-1', '0', '99999999999999999999', 'x'.repeat(300), 'A1', 'true'][pick(7)] ?? ''}"`,
            );
        break;
      default:
        text =
          text.slice(0, at) +
          text
            .slice(at)
            .replace(/>[^<]+</, `>${['', '1', '-0', '1E+400', '\u2028', ' '.repeat(500), '0x1F'][pick(7)] ?? ''}<`);
    }
  }
  return text;
}
