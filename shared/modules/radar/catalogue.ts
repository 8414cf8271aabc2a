// The sixteen rules in words: names, questions, and what each clause says when it fires. Sources: the round table's
// coordination rules as written down for this product; Hindi wording awaits a check by a Hindi-language officer.

import type { Language } from '#shared/kernel/numbers.ts';
import { sentenceOf } from './catalogue-messages.ts';
import { missingNames, type Phrase, wordOf } from './catalogue-words.ts';
import type { Finding, RuleId } from './schema.ts';

export const ruleNames: Readonly<Record<RuleId, Phrase>> = {
  C01: { en: 'field staff', hi: 'मैदानी कर्मी' },
  C02: { en: 'number of staff', hi: 'कर्मियों की संख्या' },
  C03: { en: 'two rolls', hi: 'दो नामावलियाँ' },
  C04: { en: 'number of machines', hi: 'मशीनों की संख्या' },
  C05: { en: 'sealed machines', hi: 'सीलबंद मशीनें' },
  C06: { en: 'schools', hi: 'विद्यालय' },
  C07: { en: 'polls close together', hi: 'निकट तिथियों के मतदान' },
  C08: { en: 'two codes of conduct', hi: 'दो आचार संहिताएँ' },
  C09: { en: 'police and central forces', hi: 'पुलिस और केंद्रीय बल' },
  C10: { en: 'stores and strong rooms', hi: 'भंडार और स्ट्रांग रूम' },
  C11: { en: 'frozen boundaries', hi: 'स्थिर सीमाएँ' },
  C12: { en: 'census', hi: 'जनगणना' },
  C13: { en: 'term of the body', hi: 'निकाय का कार्यकाल' },
  C14: { en: 'court deadline', hi: 'न्यायालय की समय-सीमा' },
  C15: { en: 'legal order of dates', hi: 'तिथियों का विधिक क्रम' },
  C16: { en: 'festival, flood, harvest, snow', hi: 'पर्व, बाढ़, फसल, हिमपात' },
};

export const ruleQuestions: Readonly<Record<RuleId, Phrase>> = {
  C01: { en: 'Same field staff on roll work and poll?', hi: 'क्या नामावली कार्य और मतदान में वही मैदानी कर्मी लगे हैं?' },
  C02: { en: 'More people needed than exist?', hi: 'क्या उपलब्ध से अधिक कर्मी चाहिए?' },
  C03: { en: 'Two rolls in flight, or a stale base?', hi: 'क्या दो नामावलियाँ साथ बन रही हैं, या आधार पुराना है?' },
  C04: { en: 'Enough machines?', hi: 'क्या मशीनें पर्याप्त हैं?' },
  C05: { en: 'Wanted machines still sealed?', hi: 'क्या आवश्यक मशीनें अभी सीलबंद हैं?' },
  C06: { en: 'School wanted for both exam and poll?', hi: 'क्या विद्यालय परीक्षा और मतदान दोनों हेतु चाहिए?' },
  C07: { en: 'Voters polled twice in short order?', hi: 'क्या निर्वाचकों को थोड़े अंतर पर दो बार मतदान करना है?' },
  C08: { en: 'Two codes of conduct at once?', hi: 'क्या दो आचार संहिताएँ साथ लागू हैं?' },
  C09: { en: 'Same police or central forces?', hi: 'क्या वही पुलिस या केंद्रीय बल चाहिए?' },
  C10: { en: 'Same warehouse or strong room?', hi: 'क्या वही भंडार या स्ट्रांग रूम चाहिए?' },
  C11: { en: 'Boundary change inside the census freeze?', hi: 'क्या जनगणना हेतु स्थिर सीमाओं में परिवर्तन है?' },
  C12: { en: 'Enumerators wanted by the census too?', hi: 'क्या प्रगणक जनगणना में भी चाहिए?' },
  C13: { en: 'Body past its term?', hi: 'क्या निकाय का कार्यकाल समाप्त हो चुका है?' },
  C14: { en: 'Court date at risk?', hi: 'क्या न्यायालय की तिथि संकट में है?' },
  C15: { en: 'Dates legal?', hi: 'क्या तिथियाँ विधि के अनुसार हैं?' },
  C16: { en: 'Festival, flood, harvest or snow in the way?', hi: 'क्या पर्व, बाढ़, फसल या हिमपात बाधक है?' },
};

/** What each clause says when it fires, for the working. */
const clauseNames: Readonly<Record<string, Phrase>> = {
  'C01.field_hot': {
    en: 'House visits meet the days from P-3 to counting by 1 day or more: critical',
    hi: 'घर-घर सत्यापन P-3 से मतगणना तक के दिनों से 1 दिन या अधिक टकराए: अति गंभीर',
  },
  'C01.field_nom': {
    en: 'House visits meet nominations: 7 days or more high, fewer medium',
    hi: 'घर-घर सत्यापन नामांकन से टकराए: 7 दिन या अधिक गंभीर, कम मध्यम',
  },
  'C01.field_train': {
    en: 'House visits meet training (P-27 to P-1): 7 days or more high, fewer medium',
    hi: 'घर-घर सत्यापन प्रशिक्षण (P-27 से P-1) से टकराए: 7 दिन या अधिक गंभीर, कम मध्यम',
  },
  'C01.hear_hot': {
    en: 'Claims and hearings meet the days from P-3 to counting: high',
    hi: 'दावे और सुनवाई P-3 से मतगणना तक के दिनों से टकराए: गंभीर',
  },
  'C01.hear_nom': { en: 'Claims and hearings meet nominations: medium', hi: 'दावे और सुनवाई नामांकन से टकराए: मध्यम' },
  'C02.short': { en: 'Sum of needs above the pool: critical', hi: 'कुल आवश्यकता उपलब्ध से अधिक: अति गंभीर' },
  'C02.tight': { en: 'Sum of needs above 85% of the pool: high', hi: 'कुल आवश्यकता उपलब्ध के 85% से अधिक: गंभीर' },
  'C03.frozen': {
    en: 'Local roll in preparation while the Assembly roll is frozen: 14 days or more high, fewer medium',
    hi: 'विधान सभा नामावली स्थिर रहते स्थानीय नामावली की तैयारी: 14 दिन या अधिक गंभीर, कम मध्यम',
  },
  'C03.stale_base': {
    en: 'Base roll older than 365 days on poll day: medium',
    hi: 'मतदान के दिन आधार नामावली 365 दिन से पुरानी: मध्यम',
  },
  'C03.superseded_base': {
    en: 'Local roll final before the intensive revision, which is final before the poll: medium',
    hi: 'स्थानीय नामावली गहन पुनरीक्षण से पहले अंतिम, और पुनरीक्षण मतदान से पहले अंतिम: मध्यम',
  },
  'C04.short': { en: 'Machines required above usable stock: critical', hi: 'आवश्यक मशीनें उपयोग योग्य से अधिक: अति गंभीर' },
  'C04.tight': { en: 'Machines required above 90% of stock: high', hi: 'आवश्यक मशीनें उपलब्ध के 90% से अधिक: गंभीर' },
  'C05.poll': { en: 'Poll under the seal of the ECI machines: critical', hi: 'ईसीआई मशीनें सीलबंद रहते मतदान: अति गंभीर' },
  'C05.checking': {
    en: 'Checking of machines begins before the seal is off: high',
    hi: 'सील हटने से पहले मशीनों की जाँच आरंभ: गंभीर',
  },
  'C06.poll': { en: 'Examinations meet P-2 to P+1: critical', hi: 'परीक्षाएँ P-2 से P+1 से टकराईं: अति गंभीर' },
  'C06.counting': {
    en: 'Examinations meet counting in the same building: critical',
    hi: 'उसी भवन में परीक्षा और मतगणना: अति गंभीर',
  },
  'C06.before': {
    en: 'Examinations end fewer than 10 days before the poll: medium',
    hi: 'परीक्षाएँ मतदान से 10 दिन से कम पहले समाप्त: मध्यम',
  },
  'C07.week': { en: 'Poll days 7 or fewer days apart: high', hi: 'मतदान के दिनों में 7 या कम दिन का अंतर: गंभीर' },
  'C07.month': { en: 'Poll days 8 to 30 days apart: medium', hi: 'मतदान के दिनों में 8 से 30 दिन का अंतर: मध्यम' },
  'C07.ink': {
    en: 'Poll days 31 to 60 days apart: use another finger for the ink',
    hi: 'मतदान के दिनों में 31 से 60 दिन का अंतर: स्याही दूसरी उँगली पर लगाएँ',
  },
  'C08.same_area': {
    en: 'Codes of conduct meet in area and class: medium',
    hi: 'आचार संहिताएँ क्षेत्र और वर्ग दोनों में टकराईं: मध्यम',
  },
  'C08.other_class': {
    en: 'Districts meet, one rural, one urban: for information',
    hi: 'ज़िले समान, एक ग्रामीण और एक नगरीय: सूचना',
  },
  'C09.police': { en: 'Sum of police above the allotment: critical', hi: 'कुल पुलिस आवंटन से अधिक: अति गंभीर' },
  'C09.capf': {
    en: 'Sum of companies of central forces above the allotment: critical',
    hi: 'केंद्रीय बलों की कुल कंपनियाँ आवंटन से अधिक: अति गंभीर',
  },
  'C09.near': { en: 'Field phases within 3 days of each other: medium', hi: 'मतदान अवधियों में 3 दिन या कम का अंतर: मध्यम' },
  'C10.meet': { en: 'The same room held by both at once: high', hi: 'एक ही कक्ष एक साथ दोनों के पास: गंभीर' },
  'C10.close': {
    en: 'Room free for 3 days or fewer between the two: medium',
    hi: 'दोनों के बीच कक्ष 3 दिन या कम खाली: मध्यम',
  },
  'C11.wards': {
    en: 'Delimitation inside the freeze, ward lines within fixed limits: medium',
    hi: 'स्थिर सीमाओं की अवधि में परिसीमन, सीमाओं के भीतर वार्ड रेखाएँ: मध्यम',
  },
  'C11.limits': {
    en: 'Municipal or district limits change inside the freeze: high',
    hi: 'स्थिर सीमाओं की अवधि में नगरीय या ज़िला सीमा परिवर्तन: गंभीर',
  },
  'C12.field': { en: 'Census meets house visits: high', hi: 'जनगणना घर-घर सत्यापन से टकराई: गंभीर' },
  'C12.hot': {
    en: 'Census meets the days from P-3 to counting: high',
    hi: 'जनगणना P-3 से मतगणना तक के दिनों से टकराई: गंभीर',
  },
  'C12.train': { en: 'Census meets training only: medium', hi: 'जनगणना केवल प्रशिक्षण से टकराई: मध्यम' },
  'C13.passed': { en: 'Term over, no completed poll: critical', hi: 'कार्यकाल समाप्त, मतदान पूर्ण नहीं: अति गंभीर' },
  'C13.no_notification': {
    en: 'Term ends within 60 days, no notification: high',
    hi: '60 दिन में कार्यकाल समाप्त, अधिसूचना नहीं: गंभीर',
  },
  'C13.no_roll': {
    en: 'Term ends within 180 days, no final roll: medium',
    hi: '180 दिन में कार्यकाल समाप्त, अंतिम नामावली नहीं: मध्यम',
  },
  'C14.passed': { en: 'Deadline over without completion: critical', hi: 'समय-सीमा बीती, कार्य पूर्ण नहीं: अति गंभीर' },
  'C14.late': { en: 'Completion after the deadline: critical', hi: 'समय-सीमा के बाद पूर्णता: अति गंभीर' },
  'C14.margin': {
    en: '0 to 14 days between completion and deadline: high',
    hi: 'पूर्णता और समय-सीमा में 0 से 14 दिन: गंभीर',
  },
  'C15.s14_15': {
    en: 'Notification before section 14 or 15 allows: critical',
    hi: 'धारा 14 या 15 से पहले अधिसूचना: अति गंभीर',
  },
  'C15.s30a': {
    en: 'Last nomination before section 30(a) allows: critical',
    hi: 'धारा 30(क) से पहले अंतिम नामांकन: अति गंभीर',
  },
  'C15.s30b': { en: 'Scrutiny before section 30(b) allows: critical', hi: 'धारा 30(ख) से पहले संवीक्षा: अति गंभीर' },
  'C15.s30c': {
    en: 'Last withdrawal before section 30(c) allows: critical',
    hi: 'धारा 30(ग) से पहले अंतिम नाम वापसी: अति गंभीर',
  },
  'C15.s30d': { en: 'Poll before section 30(d) allows: critical', hi: 'धारा 30(घ) से पहले मतदान: अति गंभीर' },
  'C15.order': { en: 'Steps of a poll out of their order: critical', hi: 'मतदान के चरण क्रम से बाहर: अति गंभीर' },
  'C16.hot': { en: 'Noted window meets the days from P-3 to counting', hi: 'दर्ज अवधि P-3 से मतगणना तक के दिनों से टकराई' },
  'C16.field': { en: 'Noted window meets house visits', hi: 'दर्ज अवधि घर-घर सत्यापन से टकराई' },
};

const notChecked: Phrase = {
  en: 'Cannot be told: what is listed as missing decides',
  hi: 'निर्णय संभव नहीं: जो दर्ज नहीं है वही निर्णायक है',
};

/** What fired, in words. */
export function clauseName(clause: string, language: Language): string {
  return (clauseNames[clause] ?? notChecked)[language];
}

/**
 * The sentence of a finding. `nameOf` gives the name of an exercise in the reader's language. Dates are dd-mm-yyyy,
 * counts in Indian grouping.
 */
export function messageOf(
  finding: Pick<Finding, 'rule' | 'outcome' | 'stateCode' | 'exerciseIds' | 'working'>,
  nameOf: (exerciseId: string) => string,
  language: Language,
): string {
  if (finding.outcome !== 'cannot_evaluate') return sentenceOf(finding, nameOf, language);
  const rule = ruleNames[finding.rule][language];
  const missing = finding.working.missing.map(({ exerciseId, what }) => {
    const name = wordOf(missingNames, what, language);
    const owner = exerciseId === null ? null : nameOf(exerciseId);
    return owner === null ? name : `${name} (${owner})`;
  });
  const list = missing.join(', ');
  const need = finding.working.facts['need'] ?? finding.working.facts['required'];
  const needed = typeof need === 'number' ? sentenceOf(finding, nameOf, language) : '';
  const said =
    language === 'en'
      ? `Cannot check ${rule}: ${list === '' ? 'a date' : list} not entered.`
      : `${rule} की जाँच संभव नहीं: ${list === '' ? 'कोई तिथि' : list} दर्ज नहीं।`;
  return needed === '' ? said : `${said} ${needed}`;
}
