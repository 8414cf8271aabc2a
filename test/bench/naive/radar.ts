// The radar as a plain loop: every two exercises of the country are put before every rule of two, however far apart they
// lie, and their windows are made anew each time.

import type { RadarInput } from '#shared/modules/radar/rules.ts';
import { evaluateWith } from '#shared/modules/radar/rules-engine.ts';
import type { PairRule, Rule } from '#shared/modules/radar/rules-judge.ts';
import { rules } from '#shared/modules/radar/rules-registry.ts';
import type { Prepared } from '#shared/modules/radar/rules-windows.ts';
import type { Finding } from '#shared/modules/radar/schema.ts';

const everywhere = { from: null, to: null };

/** Every finding, without looking first whether two exercises can meet. */
export function evaluateNaively(input: RadarInput): Finding[] {
  const pairs = rules.filter((rule): rule is PairRule => rule.about === 'two').map(withoutReach);
  const others: Rule[] = rules.filter(({ about }) => about !== 'two');
  const findings = evaluateWith(others, input, null);
  for (const [place, one] of input.exercises.entries()) {
    for (const other of input.exercises.slice(place + 1)) {
      findings.push(...evaluateWith(pairs, { ...input, exercises: [one, other] }, null));
    }
  }
  return findings.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The rule with the parts exercises can stand in, and no limit to how far they reach. */
function withoutReach(rule: PairRule): PairRule {
  const first = (one: Prepared) => (rule.first(one) === null ? null : everywhere);
  const second = (one: Prepared) => (rule.second(one) === null ? null : everywhere);
  return { ...rule, first, second: rule.first === rule.second ? first : second };
}
