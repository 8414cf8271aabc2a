// The sentences of findings (7.3), in English and Hindi. The words a sentence needs stand in the finding's facts.

import { formatCount, type Language } from '#shared/kernel/numbers.ts';
import { formatDate, isIsoDate } from '#shared/kernel/time.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { missingNames, type Phrase, termBodies, wordOf } from './catalogue-words.ts';
import type { Finding, RuleId } from './schema.ts';

/** What sentences are built from: names, dates and counts as they are written. */
interface Parts {
  clause: string;
  language: Language;
  area: string;
  n: string;
  from: string;
  to: string;
  /** A fact as it is written: a day, a count, or its own text; '' when it is not there. */
  fact: (name: string) => string;
  raw: (name: string) => string | number | null;
  /** The name of the exercise whose id a fact holds; the finding's first exercise when there is none. */
  exercise: (fact: string) => string;
  /** Names of all exercises of the finding. */
  all: string;
}

/** The sentence of a finding that fired, or that shows a need nobody can set against a pool. */
export function sentenceOf(
  finding: Pick<Finding, 'rule' | 'stateCode' | 'exerciseIds' | 'working'>,
  nameOf: (exerciseId: string) => string,
  language: Language,
): string {
  const { working, exerciseIds, stateCode } = finding;
  const raw = (name: string) => working.facts[name] ?? null;
  const parts: Parts = {
    clause: working.clause,
    language,
    area: areaOf(stateCode, working.districts, language),
    n: dayCount(working.days ?? 0, language),
    from: working.from === null ? '' : formatDate(working.from),
    to: working.to === null ? '' : formatDate(working.to),
    raw,
    fact: (name) => written(raw(name)),
    exercise(fact) {
      const id = raw(fact);
      return nameOf(typeof id === 'string' ? id : (exerciseIds[0] ?? ''));
    },
    all: exerciseIds.map(nameOf).join(language === 'en' ? ' and ' : ' और '),
  };
  return sentences[finding.rule](parts)[language];
}

function areaOf(stateCode: string, districts: readonly string[] | null, language: Language): string {
  const state = stateName(stateCode, language);
  if (districts === null || districts.length === 0) return state;
  const count = formatCount(districts.length);
  if (language === 'hi') return `${state} के ${count} ज़िलों`;
  return `${count} ${districts.length === 1 ? 'district' : 'districts'} of ${state}`;
}

function dayCount(days: number, language: Language): string {
  const count = formatCount(days);
  return language === 'hi' ? `${count} दिन` : `${count} ${days === 1 ? 'day' : 'days'}`;
}

function written(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return formatCount(value);
  return isIsoDate(value) ? formatDate(value) : value;
}

const work = {
  visits: { en: 'house visits', hi: 'घर-घर सत्यापन' },
  hearings: { en: 'claims and hearings', hi: 'दावों और सुनवाई' },
  both: { en: 'house visits and hearings', hi: 'घर-घर सत्यापन और सुनवाई' },
} as const;

const sentences: Readonly<Record<RuleId, (parts: Parts) => Phrase>> = {
  C01({ raw, exercise, n, from, to, area }) {
    const said = raw('work');
    const { en, hi } = said === 'hearings' || said === 'both' ? work[said] : work.visits;
    const [roll, poll] = [exercise('roll'), exercise('poll')];
    return {
      en: `${roll} ${en} overlap ${poll} by ${n} (${from} to ${to}) in ${area}. The same field staff are normally used for both.`,
      hi: `${area} में ${roll} के ${hi} और ${poll} की ${n} (${from} से ${to}) की तिथियाँ टकराती हैं। दोनों में प्रायः वही कर्मी लगते हैं।`,
    };
  },
  C02({ fact, raw, from, area }) {
    const date = fact('date') || from;
    const pool = raw('pool') === null ? { en: 'not entered', hi: 'दर्ज नहीं' } : { en: fact('pool'), hi: fact('pool') };
    return {
      en: `On ${date}, ${fact('need')} people are needed in ${area}; the pool is ${pool.en}.`,
      hi: `${date} को ${area} में ${fact('need')} कर्मियों की आवश्यकता है; उपलब्ध ${pool.hi}।`,
    };
  },
  C03({ clause, exercise, fact, n, to }) {
    const [local, assembly] = [exercise('local'), exercise('assembly')];
    if (clause === 'C03.stale_base') {
      return {
        en: `The roll for ${local} was made from the Assembly roll of ${fact('base')}, ${n} before its poll on ${to}.`,
        hi: `${local} की नामावली ${fact('base')} की विधानसभा नामावली से बनी, जो ${to} के मतदान से ${n} पहले की है।`,
      };
    }
    if (clause === 'C03.superseded_base') {
      return {
        en: `The SEC roll (${local}) was final on ${fact('localFinal')}; the Assembly roll it was made from was replaced on ${fact('final')} (${assembly}), before the poll on ${fact('poll')}.`,
        hi: `राज्य आयोग की नामावली (${local}) ${fact('localFinal')} को अंतिम हुई; जिस विधानसभा नामावली से वह बनी उसका स्थान ${fact('final')} को नई ने लिया (${assembly}), मतदान (${fact('poll')}) से पहले।`,
      };
    }
    return {
      en: `The SEC roll (${local}) is being prepared while the Assembly roll is frozen for SIR (${assembly}); ${n} overlap.`,
      hi: `एसआईआर के लिए विधानसभा नामावली रोकी गई है (${assembly}) और उसी बीच राज्य आयोग की नामावली बन रही है (${local}); ${n} का टकराव।`,
    };
  },
  C04({ clause, fact, raw }) {
    const [required, unit] = [fact('required'), fact('unit')];
    const stock = { en: fact('stock'), hi: fact('stock') };
    if (raw('stock') === null) Object.assign(stock, { en: 'number not entered', hi: 'संख्या दर्ज नहीं' });
    const isShort = clause === 'C04.short';
    return {
      en: `${required} ${unit} needed by overlapping exercises, ${stock.en} usable${isShort ? `: short by ${fact('gap')}` : ''}.`,
      hi: `एक साथ चल रहे कार्यों हेतु ${required} ${unit} चाहिए, उपयोग योग्य ${stock.hi}${isShort ? `: कमी ${fact('gap')}` : ''}।`,
    };
  },
  C05: ({ exercise, fact, area }) => ({
    en: `ECI machines in ${area} are sealed until ${fact('date')}; ${exercise('poll')} needs them from ${fact('needed') || fact('pollDate')}.`,
    hi: `${area} की ईवीएम ${fact('date')} तक सीलबंद हैं; ${exercise('poll')} हेतु ${fact('needed') || fact('pollDate')} से आवश्यक।`,
  }),
  C06({ clause, exercise, fact, to }) {
    const exam = exercise('exam');
    const day = clause === 'C06.counting' ? to : fact('pollDate');
    const [en, hi] = clause === 'C06.counting' ? ['counting day', 'मतगणना'] : ['poll day', 'मतदान'];
    return {
      en: `Schools are taken by ${exam} until ${fact('date')}; ${en} is ${day}.`,
      hi: `विद्यालय ${fact('date')} तक ${exam} हेतु उपयोग में हैं; ${hi} ${day} को है।`,
    };
  },
  C07: ({ clause, area, n }) => ({
    en: `Two polls in ${area} are ${n} apart.${clause === 'C07.ink' ? ' Use another finger for the ink.' : ''}`,
    hi: `${area} में दो मतदानों के बीच ${n} का अंतर है।${clause === 'C07.ink' ? ' स्याही दूसरी उँगली पर लगाएँ।' : ''}`,
  }),
  C08: ({ area, n }) => ({
    en: `Two codes of conduct run together in ${area} for ${n}.`,
    hi: `${area} में ${n} दो आचार संहिताएँ साथ लागू रहेंगी।`,
  }),
  C09({ fact, raw, all, n, area }) {
    if (raw('need') === null) {
      return {
        en: `The field phases of ${all} in ${area} are ${n} apart: the same police and forces have to move from one to the other.`,
        hi: `${area} में ${all} की मतदान अवधियों में ${n} का अंतर है: वही पुलिस और बल एक से दूसरे में जाने हैं।`,
      };
    }
    const pool = { en: fact('pool') || 'not entered', hi: fact('pool') || 'दर्ज नहीं' };
    const [en, hi] =
      raw('force') === 'capf' ? ['companies of central forces', 'केंद्रीय बलों की कंपनियाँ'] : ['police', 'पुलिस'];
    return {
      en: `${all} together need ${fact('need')} ${en} in ${area}; allotted: ${pool.en}.`,
      hi: `${area} में ${all} को मिलाकर ${fact('need')} ${hi} चाहिए; आवंटित: ${pool.hi}।`,
    };
  },
  C10({ clause, all, fact, n }) {
    const room = fact('room');
    return clause === 'C10.close'
      ? {
          en: `Room ${room} is free for ${n} between ${all}.`,
          hi: `कक्ष ${room} ${all} के बीच केवल ${n} खाली है।`,
        }
      : {
          en: `Room ${room} is held by ${all} at once for ${n}.`,
          hi: `कक्ष ${room} ${n} एक साथ ${all} के पास है।`,
        };
  },
  C11: ({ clause, exercise, n, from, to }) => {
    const [en, hi] =
      clause === 'C11.limits' ? ['Limits of towns or districts', 'नगर या ज़िला सीमाएँ'] : ['Ward lines', 'वार्ड रेखाएँ'];
    return {
      en: `${en} of ${exercise('exercise')} are redrawn for ${n} (${from} to ${to}) while boundaries are frozen for the census.`,
      hi: `${exercise('exercise')} की ${hi} ${n} (${from} से ${to}) बदली जा रही हैं, जबकि जनगणना हेतु सीमाएँ स्थिर हैं।`,
    };
  },
  C12({ raw, exercise, area, n }) {
    const isNational = raw('census') === null;
    const a = isNational
      ? { en: 'population count', hi: 'जनसंख्या गणना' }
      : { en: exercise('census'), hi: exercise('census') };
    return {
      en: `Census work in ${area} (${a.en}) overlaps ${exercise('other')} by ${n}.`,
      hi: `${area} में जनगणना (${a.hi}) और ${exercise('other')} में ${n} का टकराव है।`,
    };
  },
  C13({ clause, raw, fact, exercise, n, language }) {
    const code = raw('body');
    const named = typeof code === 'string' ? termBodies[code]?.[language] : undefined;
    const body = named === undefined ? exercise('exercise') : `${named} (${exercise('exercise')})`;
    const date = fact('date');
    if (clause === 'C13.no_notification') {
      return {
        en: `${body} term ends ${date}, in ${n}; no notification yet.`,
        hi: `${body} का कार्यकाल ${date} को, ${n} में समाप्त होगा; अधिसूचना अभी नहीं।`,
      };
    }
    if (clause === 'C13.no_roll') {
      return {
        en: `${body} term ends ${date}, in ${n}; no final roll yet.`,
        hi: `${body} का कार्यकाल ${date} को, ${n} में समाप्त होगा; अंतिम नामावली अभी नहीं।`,
      };
    }
    // The two articles are those of panchayats and municipalities.
    const [lawEn, lawHi] = raw('house') === 'local' ? [' (Art. 243E/243U)', ' (अनुच्छेद 243E/243U)'] : ['', ''];
    return {
      en: `${body} term ended ${date}; no poll completed for ${n}${lawEn}.`,
      hi: `${body} का कार्यकाल ${date} को समाप्त; ${n} से चुनाव पूर्ण नहीं${lawHi}।`,
    };
  },
  C14({ raw, fact, n }) {
    const [en, hi] = raw('side') === 'left' ? ['left', 'शेष'] : ['over', 'अधिक'];
    return {
      en: `Court deadline ${fact('deadline')}: ${n} ${en}.`,
      hi: `न्यायालय की समय-सीमा ${fact('deadline')}: ${n} ${hi}।`,
    };
  },
  C15({ clause, raw, fact, language }) {
    const name = (fact: string) => wordOf(missingNames, String(raw(fact) ?? ''), language);
    const [step, since] = [name('step'), name('since')];
    if (clause === 'C15.order') {
      return {
        en: `${step}: ${fact('date')} comes before ${since}: ${fact('sinceDate')}; the steps of a poll are out of order.`,
        hi: `${step}: ${fact('date')}, ${since}: ${fact('sinceDate')} से पहले है; मतदान के चरण क्रम में नहीं हैं।`,
      };
    }
    const [section, dhara] = clause === 'C15.s14_15' ? ['s.14 and s.15', 'धारा 14 और 15'] : ['s.30', 'धारा 30'];
    return {
      en: `${step} on ${fact('date')} is before the earliest legal day ${fact('legal')} (RP Act 1951 ${section}).`,
      hi: `${step} की तिथि ${fact('date')} विधिक न्यूनतम तिथि ${fact('legal')} से पहले है (लोक प्रतिनिधित्व अधिनियम 1951, ${dhara})।`,
    };
  },
  C16: ({ exercise, n, from, to, area }) => ({
    en: `${exercise('noted')} meets ${exercise('other')} for ${n} (${from} to ${to}) in ${area}.`,
    hi: `${area} में ${exercise('noted')} और ${exercise('other')} ${n} (${from} से ${to}) साथ पड़ते हैं।`,
  }),
};
