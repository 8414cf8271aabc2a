import { evaluateAll } from '#shared/modules/radar/rules-engine.ts';
import { copiedInput, realInput } from './conflicts-data.ts';

const input = realInput();
const f = evaluateAll(input);
const c: Record<string, number> = {};
for (const x of f) {
  const k = `${x.rule} ${x.outcome}${x.isDraft ? ' draft' : ''}`;
  c[k] = (c[k] ?? 0) + 1;
}
console.log(f.length, c);
for (const x of f)
  if (x.outcome !== 'cannot_evaluate')
    console.log(
      x.id,
      x.outcome,
      x.working.clause,
      x.working.days,
      x.working.from,
      x.working.to,
      x.isDraft ? 'draft' : '',
      x.working.isProvisional ? 'prov' : '',
      x.working.missing.map((m) => m.what).join(),
    );
const t: number[] = [];
for (let i = 0; i < 30; i++) {
  const s = performance.now();
  evaluateAll(input);
  t.push(performance.now() - s);
}
console.log('real', t.map((n) => n.toFixed(1)).join(' '));
for (const apart of process.argv[2] ? [Number(process.argv[2])] : []) {
  const big = copiedInput(100, apart);
  for (let i = 0; i < 3; i++) {
    const s = performance.now();
    const n = evaluateAll(big).length;
    console.log('big', apart, n, performance.now() - s);
  }
}
