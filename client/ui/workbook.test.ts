import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { workbookOf } from './workbook.ts';

/** The parts of the archive by name, read by its own directory. */
function partsOf(bytes: Uint8Array): Map<string, string> {
  const file = Buffer.from(bytes);
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const parts = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let entry = 0; entry < file.readUInt16LE(end + 10); entry += 1) {
    const [packed, size, name] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24), file.readUInt16LE(at + 28)];
    const start = file.readUInt32LE(at + 42);
    const data = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
    const text = inflateRawSync(file.subarray(data, data + packed));
    expect(text).toHaveLength(size);
    parts.set(file.toString('utf8', at + 46, at + 46 + name), text.toString('utf8'));
    at += 46 + name + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

describe('a workbook', () => {
  it('holds numbers as numbers, texts as texts that are no formula, and leaves out what is not there', () => {
    const parts = partsOf(
      workbookOf('Sheet', [
        ['a', 'b', 'c'],
        ['=1+1', 12, null],
        ['मतदान <&"', -3, 'x\u0007y'],
      ]),
    );
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain(
      '<c r="A2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c r="B2"><v>12</v></c></row>',
    );
    expect(sheet).toContain('मतदान &lt;&amp;&quot;');
    expect(sheet).toContain('<c r="B3"><v>-3</v></c>');
    expect(sheet).toContain('>xy<');
    expect(sheet).not.toContain('<f>');
  });

  it('names columns beyond Z, and a sheet without the signs that a sheet may not have', () => {
    const parts = partsOf(workbookOf('[a]/b', [Array.from({ length: 28 }, (_, column) => column)]));
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<c r="Z1" s="1"><v>25</v></c><c r="AA1" s="1">');
    expect(parts.get('xl/workbook.xml')).toContain('name=" a  b"');
    expect([...parts.keys()]).toHaveLength(6);
  });
});
