import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryCells } from '#shared/modules/roll-health/checks.ts';
import {
  acknowledge,
  checkForm,
  type Draft,
  type Form,
  isClear,
  meet,
  nextStatus,
  refuseSending,
  type SeenForm,
  settle,
  startDraft,
  stateOf,
  type Texts,
  takeSending,
  textIn,
  typeInto,
} from './rules.ts';

const at = '2026-11-22T06:30:00.000Z';

function seen(texts: Texts, version = 1): SeenForm {
  return { id: version === 0 ? null : 'form', revisionNo: 1, version, texts };
}

function form(cells: Partial<Form['cells']>, rest: Partial<Form> = {}): Form {
  const blank = Object.fromEntries(entryCells.map((cell) => [cell, ''])) as Form['cells'];
  return {
    cells: { ...blank, ...cells },
    header: {
      exerciseType: 'CU',
      stage: 'continuous',
      qualifyingDate: '2026-10-01',
      asOn: '2026-10-31',
      basis: 'provisional',
      sourceNote: '',
      exclusion: '',
    },
    notes: {},
    rollType: 'assembly',
    previous: null,
    today: '2026-11-22',
    ...rest,
  };
}

const whole = { electorsTotal: '1000', opening: '1000', additions: '20', deletions: '20' };

describe('the steps of a form', () => {
  it('publishes nothing that was not submitted', () => {
    expect(nextStatus('draft', 'publish')).toBeUndefined();
    expect(nextStatus('returned', 'publish')).toBeUndefined();
    expect(nextStatus('submitted', 'publish')).toBe('published');
    expect(nextStatus('published', 'save')).toBeUndefined();
  });
});

describe('checking a form', () => {
  it('lets a whole form through and names what is missing of another', () => {
    expect(isClear(checkForm(form(whole)).obstacles)).toBe(true);
    expect(checkForm(form({ electorsTotal: '1000' })).obstacles.missing).toEqual(['opening', 'additions', 'deletions']);
  });

  it('asks for the dates, which publication cannot do without', () => {
    const header = { ...form({}).header, asOn: ' ', qualifyingDate: '' };
    expect(checkForm(form(whole, { header })).obstacles.missing).toEqual(['qualifyingDate', 'asOn']);
  });

  it('takes a note for V05 as its explanation, however large the residual', () => {
    const off = { ...whole, additions: '520' };
    expect(checkForm(form(off)).obstacles.rejected.map((finding) => finding.check)).toEqual(['V05']);
    expect(isClear(checkForm(form(off, { notes: { V05: 'delimitation order' } })).obstacles)).toBe(true);
    expect(isClear(checkForm(form(off, { notes: { V05: '  ' } })).obstacles)).toBe(false);
  });

  it('lets a local-body roll have any qualifying date when the source note names the law', () => {
    const header = { ...form({}).header, qualifyingDate: '2026-05-15' };
    const local = checkForm(form(whole, { header, rollType: 'local' })).obstacles.rejected;
    expect(local.map((finding) => [finding.check, finding.cells[0]])).toEqual([['V22', 'sourceNote']]);
    const withLaw = { ...header, sourceNote: 'Kerala Panchayat Raj Act, section 18' };
    expect(isClear(checkForm(form(whole, { header: withLaw, rollType: 'local' })).obstacles)).toBe(true);
    expect(isClear(checkForm(form(whole, { header: withLaw })).obstacles)).toBe(false);
  });
});

describe('typed text', () => {
  it('is sent, stays while it is sent, and is saved when it is taken', () => {
    let draft = typeInto(startDraft(seen({ a: '' }, 0)), { a: '12' });
    expect(stateOf(draft, 'a')).toBe('kept');
    draft = takeSending(draft, 'key-1');
    expect(stateOf(draft, 'a')).toBe('sending');
    draft = typeInto(draft, { a: '123' });
    expect(stateOf(draft, 'a')).toBe('kept');
    draft = acknowledge(draft, { id: 'form', version: 1 }, at);
    expect([draft.version, draft.known['a'], textIn(draft, 'a'), stateOf(draft, 'a')]).toEqual([
      1,
      '12',
      '123',
      'kept',
    ]);
    draft = acknowledge(takeSending(draft, 'key-2'), { id: 'form', version: 2 }, at);
    expect([stateOf(draft, 'a'), draft.typed]).toEqual(['saved', {}]);
  });

  it('is repeated whole under the same key until it is answered', () => {
    const first = takeSending(typeInto(startDraft(seen({ a: '' })), { a: '1' }), 'key-1');
    expect(takeSending(typeInto(first, { b: '2' }), 'key-2').sending).toEqual(first.sending);
  });

  it('never leaves the browser when it identifies a person, and lets the other fields go', () => {
    const draft = takeSending(typeInto(startDraft(seen({})), { a: 'ABC1234567', b: '7' }), 'key');
    expect(draft.sending?.texts).toEqual({ b: '7' });
    expect([stateOf(draft, 'a'), textIn(draft, 'a')]).toEqual(['refused', 'ABC1234567']);
    expect(stateOf(typeInto(draft, { a: '8' }), 'a')).toBe('kept');
  });

  it('is not sent again as it is once the server refused it', () => {
    const sent = takeSending(typeInto(startDraft(seen({})), { a: 'x', b: 'y' }), 'key');
    const again = takeSending(refuseSending(sent, { a: 'personal_data.phone' }), 'key-2');
    expect(again.sending?.texts).toEqual({ b: 'y' });
  });

  it('stands beside what someone else saved first, until a person decides', () => {
    const mine = typeInto(startDraft(seen({ a: '1', b: '1' })), { a: '2' });
    const both = meet(mine, seen({ a: '3', b: '4' }, 2));
    expect([stateOf(both, 'a'), textIn(both, 'a'), both.theirs['a']]).toEqual(['disputed', '2', '3']);
    expect([stateOf(both, 'b'), textIn(both, 'b')]).toEqual(['others', '4']);
    expect(takeSending(both, 'key').sending).toBeNull();
    expect(takeSending(settle(both, 'a', 'mine'), 'key').sending).toEqual({
      key: 'key',
      version: 2,
      texts: { a: '2' },
    });
    expect(textIn(settle(both, 'a', 'theirs'), 'a')).toBe('3');
  });

  it('is never lost, whatever the order of typing, saving, losing answers and news from others', () => {
    const field = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('type' as const), field, text: fc.constantFrom('1', '2', '3') }),
      fc.record({ kind: fc.constant('send' as const) }),
      fc.record({ kind: fc.constant('taken' as const) }),
      fc.record({ kind: fc.constant('stale' as const) }),
      fc.record({ kind: fc.constant('others' as const), field, text: fc.constantFrom('7', '8', '9') }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 8, maxLength: 40, size: 'max' }), (all) => {
        let server = seen({ a: '', b: '', c: '' });
        let draft: Draft = startDraft(server);
        const mine = new Map<string, string>();
        const reached = new Map<string, string>();
        for (const one of all) {
          switch (one.kind) {
            case 'type':
              draft = typeInto(draft, { [one.field]: one.text });
              mine.set(one.field, one.text);
              break;
            case 'send':
              draft = takeSending(draft, 'key');
              break;
            case 'taken':
              if (draft.sending !== null && draft.sending.version === server.version) {
                server = seen({ ...server.texts, ...draft.sending.texts }, server.version + 1);
                for (const [name, text] of Object.entries(draft.sending.texts)) reached.set(name, text);
                draft = acknowledge(draft, { id: 'form', version: server.version }, at);
              }
              break;
            case 'stale':
              if (draft.sending !== null) draft = refuseSending(draft, {});
              draft = meet(draft, server);
              break;
            case 'others':
              server = seen({ ...server.texts, [one.field]: one.text }, server.version + 1);
          }
          for (const [name, text] of mine) {
            // Mine is on the screen, or the server took it and someone else has changed the field since.
            const isThere =
              textIn(draft, name) === text || (draft.typed[name] === undefined && reached.get(name) === text);
            if (!isThere) throw new Error(`${name} lost ${text}`);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
