// Lists of findings: which meet a choice, how they are shown in a line, and how they are counted by State.

import type { IsoDate } from '#shared/kernel/time.ts';
import { isCounted, isOver, leadDaysOf, type SaidFinding } from './rules-standing.ts';
import type { Finding, FindingStatus, FindingView, ListFindings, StateFindings, Unchecked } from './schema.ts';

export interface AnsweredFinding extends SaidFinding {
  status: FindingStatus;
}

/** True when the finding meets every part of the choice. `ownerOf` names the body of an exercise. */
export function meets(
  finding: Finding & { status: FindingStatus },
  { stateCode, rule, severity, bodyId, status, lead }: ListFindings,
  day: IsoDate,
  ownerOf: (exerciseId: string) => string | null,
): boolean {
  if (stateCode !== undefined && finding.stateCode !== stateCode) return false;
  if (rule !== undefined && finding.rule !== rule) return false;
  if (severity !== undefined && finding.outcome !== severity) return false;
  if (status !== undefined && finding.status !== status) return false;
  if (bodyId !== undefined && !finding.exerciseIds.some((id) => ownerOf(id) === bodyId)) return false;
  return lead === undefined || isInLead(finding, lead, day);
}

function isInLead(finding: Finding, lead: NonNullable<ListFindings['lead']>, day: IsoDate): boolean {
  const days = leadDaysOf(finding, day);
  if (lead === 'past') return isOver(finding, day);
  if (isOver(finding, day) || days === null) return false;
  if (lead === 'begun') return days <= 0;
  return lead === 'later' ? days > 180 : days > 0 && days <= Number(lead);
}

/** The finding as a line of a list, with days counted from `day`. */
export function toFindingView(finding: AnsweredFinding, day: IsoDate): FindingView {
  const { from, to, days, districts, areaClass, isProvisional } = finding.working;
  return {
    id: finding.id,
    rule: finding.rule,
    outcome: finding.outcome,
    stateCode: finding.stateCode,
    exerciseIds: finding.exerciseIds,
    isDraft: finding.isDraft,
    isSample: finding.isSample,
    isProvisional,
    messageEn: finding.messageEn,
    messageHi: finding.messageHi,
    from,
    to,
    days,
    leadDays: leadDaysOf(finding, day),
    isOver: isOver(finding, day),
    districts,
    areaClass,
    status: finding.status,
  };
}

/** What could not be looked at, one line for a State and rule, in order of both. */
export function uncheckedOf(findings: readonly Finding[]): Unchecked[] {
  const lines = new Map<string, Unchecked>();
  for (const { id, stateCode, rule, working } of findings) {
    const key = `${stateCode} ${rule}`;
    const line = lines.get(key) ?? { stateCode, rule, ids: [], missing: [] };
    const missing = new Set([...line.missing, ...working.missing.map(({ what }) => what)]);
    lines.set(key, { ...line, ids: [...line.ids, id], missing: [...missing].toSorted() });
  }
  return [...lines.values()].toSorted((a, b) => a.stateCode.localeCompare(b.stateCode) || a.rule.localeCompare(b.rule));
}

/** Findings on facts that are not over, by State in order of code and by severity. States without any are left out. */
export function countStates(
  findings: readonly Pick<Finding, 'rule' | 'outcome' | 'stateCode' | 'isDraft' | 'isSample' | 'working'>[],
  day: IsoDate,
): StateFindings[] {
  const counts = new Map<string, StateFindings>();
  for (const finding of findings) {
    const { outcome, stateCode } = finding;
    if (outcome === 'cannot_evaluate' || !isCounted(finding) || isOver(finding, day)) continue;
    const count = counts.get(stateCode) ?? { stateCode, critical: 0, high: 0, medium: 0, info: 0 };
    counts.set(stateCode, { ...count, [outcome]: count[outcome] + 1 });
  }
  return [...counts.values()].toSorted((a, b) => a.stateCode.localeCompare(b.stateCode));
}
