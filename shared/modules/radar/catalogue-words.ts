// Words for what stands in findings by code: windows, what is missing, what was assumed.

import type { Language } from '#shared/kernel/numbers.ts';
import type { WindowName } from './schema.ts';

export interface Phrase {
  en: string;
  hi: string;
}

export const windowWords: Readonly<Record<WindowName, Phrase>> = {
  FIELD: { en: 'house visits', hi: 'घर-घर सत्यापन' },
  HEAR: { en: 'claims and hearings', hi: 'दावे और सुनवाई' },
  FREEZE: { en: 'Assembly roll frozen', hi: 'विधान सभा नामावली स्थिर' },
  ROLLPREP: { en: 'local roll in preparation', hi: 'स्थानीय नामावली की तैयारी' },
  NOM: { en: 'nominations', hi: 'नामांकन' },
  TRAIN: { en: 'training of polling staff', hi: 'मतदान कर्मियों का प्रशिक्षण' },
  HOT: { en: 'poll to counting', hi: 'मतदान से मतगणना' },
  MCC: { en: 'code of conduct', hi: 'आचार संहिता' },
  EVM: { en: 'machines in use', hi: 'मशीनें उपयोग में' },
  POLL: { en: 'poll', hi: 'मतदान' },
  COUNT: { en: 'counting', hi: 'मतगणना' },
  FLC: { en: 'checking of machines to poll', hi: 'मशीनों की जाँच से मतदान' },
  SEAL: { en: 'machines sealed', hi: 'मशीनें सीलबंद' },
  EXAM: { en: 'examinations', hi: 'परीक्षाएँ' },
  CENSUS: { en: 'census', hi: 'जनगणना' },
  BOUNDARY: { en: 'boundaries frozen', hi: 'सीमाएँ स्थिर' },
  DELIMITATION: { en: 'delimitation', hi: 'परिसीमन' },
  ROOM: { en: 'room held', hi: 'कक्ष उपयोग में' },
  OUTSIDE: { en: 'festival, flood, harvest or weather', hi: 'पर्व, बाढ़, फसल या मौसम' },
  TERM: { en: 'term of the body', hi: 'निकाय का कार्यकाल' },
  DEADLINE: { en: 'court deadline', hi: 'न्यायालय की समय-सीमा' },
  STEP: { en: 'legal step', hi: 'विधिक चरण' },
};

/** What findings say is missing: milestones by their code, and figures. */
export const missingNames: Readonly<Record<string, Phrase>> = {
  announcement: { en: 'announcement', hi: 'घोषणा' },
  announcement_mcc: { en: 'announcement', hi: 'घोषणा' },
  base_roll_date: { en: 'base-roll date', hi: 'आधार नामावली की तिथि' },
  capf_need: { en: 'companies of central forces needed', hi: 'केंद्रीय बलों की आवश्यक कंपनियाँ' },
  capf_pool: { en: 'companies of central forces allotted', hi: 'केंद्रीय बलों की आवंटित कंपनियाँ' },
  census: { en: 'census dates of the State', hi: 'राज्य की जनगणना तिथियाँ' },
  census_house_listing: { en: 'house-listing dates of the State', hi: 'राज्य की मकान सूचीकरण तिथियाँ' },
  completion: { en: 'date of completion', hi: 'पूर्णता की तिथि' },
  counting: { en: 'date of counting', hi: 'मतगणना की तिथि' },
  court_deadline: { en: 'date of the court deadline', hi: 'न्यायालय की समय-सीमा की तिथि' },
  dates: { en: 'dates', hi: 'तिथियाँ' },
  delimitation_appeals: { en: 'date of delimitation appeals', hi: 'परिसीमन अपीलों की तिथि' },
  delimitation_deadline: { en: 'deadline of the delimitation', hi: 'परिसीमन की समय-सीमा' },
  delimitation_final: { en: 'date of final delimitation', hi: 'अंतिम परिसीमन की तिथि' },
  delimitation_proposals: { en: 'date of delimitation proposals', hi: 'परिसीमन प्रस्तावों की तिथि' },
  enumeration: { en: 'dates of house visits', hi: 'घर-घर सत्यापन की तिथियाँ' },
  exam_end: { en: 'end of the examinations', hi: 'परीक्षाओं की समाप्ति' },
  exam_window: { en: 'dates of the examinations', hi: 'परीक्षाओं की तिथियाँ' },
  house_listing: { en: 'dates of house listing', hi: 'मकान सूचीकरण की तिथियाँ' },
  machine_model: { en: 'model of the machines', hi: 'मशीनों का मॉडल' },
  machine_owner: { en: 'owner of the machines', hi: 'मशीनों का स्वामी' },
  method: { en: 'voting method', hi: 'मतदान की विधि' },
  need: { en: 'need', hi: 'आवश्यकता' },
  needs: { en: 'needs', hi: 'आवश्यकताएँ' },
  nominations: { en: 'dates of nomination', hi: 'नामांकन की तिथियाँ' },
  notification: { en: 'date of notification', hi: 'अधिसूचना की तिथि' },
  outside_window: { en: 'dates of the event', hi: 'घटना की तिथियाँ' },
  police_need: { en: 'police needed', hi: 'आवश्यक पुलिस बल' },
  police_pool: { en: 'police allotted', hi: 'आवंटित पुलिस बल' },
  poll: { en: 'poll day', hi: 'मतदान का दिन' },
  poll_gram_panchayat: { en: 'poll day of gram panchayats', hi: 'ग्राम पंचायतों का मतदान दिन' },
  poll_taluk_zilla: { en: 'poll day of taluk and zilla panchayats', hi: 'तालुक और ज़िला पंचायतों का मतदान दिन' },
  pool: { en: 'number available', hi: 'उपलब्ध संख्या' },
  population_enumeration: { en: 'dates of the population count', hi: 'जनगणना (जनसंख्या गणना) की तिथियाँ' },
  reservation_final: { en: 'date of final reservation', hi: 'अंतिम आरक्षण की तिथि' },
  roll_draft: { en: 'date of the draft roll', hi: 'प्रारूप नामावली की तिथि' },
  roll_final: { en: 'date of the final roll', hi: 'अंतिम नामावली की तिथि' },
  scrutiny: { en: 'date of scrutiny', hi: 'संवीक्षा की तिथि' },
  stock: { en: 'usable stock', hi: 'उपयोग योग्य भंडार' },
  term_end: { en: 'end of the term', hi: 'कार्यकाल की समाप्ति' },
  withdrawal_last: { en: 'last day of withdrawal', hi: 'नाम वापसी की अंतिम तिथि' },
};

/** What stands in for what is not there. */
export const assumedNames: Readonly<Record<string, Phrase>> = {
  'P-120': {
    en: 'start of checking not entered: 120 days before the poll',
    hi: 'जाँच का आरंभ दर्ज नहीं: मतदान से 120 दिन पहले माना गया',
  },
  'C+45': {
    en: 'sealed for 45 days after counting (RP Act 1951 s.81)',
    hi: 'मतगणना के बाद 45 दिन सीलबंद (लोक प्रतिनिधित्व अधिनियम 1951, धारा 81)',
  },
  announcement: {
    en: 'no day of the freeze: counted from the announcement',
    hi: 'स्थिरीकरण का दिन नहीं: घोषणा से गिना गया',
  },
  claims_end_as_floor: {
    en: 'last day of claims stands for the last hearing, which is not before it',
    hi: 'अंतिम सुनवाई के स्थान पर दावों का अंतिम दिन; सुनवाई इससे पहले समाप्त नहीं होती',
  },
  exam_last_day_only: { en: 'start not entered: the last day only', hi: 'आरंभ दर्ज नहीं: केवल अंतिम दिन' },
  notification_as_first_nomination: {
    en: 'nominations counted from the notification',
    hi: 'नामांकन अधिसूचना से गिने गए',
  },
  open_end: { en: 'no end given: taken as open', hi: 'अंत नहीं दिया गया: खुला माना गया' },
  order: { en: 'no announcement: counted from the order', hi: 'घोषणा नहीं: आदेश से गिना गया' },
  petition_days_blank: {
    en: 'petition period of the State not entered: free after counting',
    hi: 'राज्य की याचिका अवधि दर्ज नहीं: मतगणना के बाद मुक्त माना गया',
  },
  poll_range: { en: 'poll given as weeks: all of them taken', hi: 'मतदान सप्ताहों में दिया गया: पूरी अवधि ली गई' },
};

/** Bodies of one exercise whose terms end on days of their own, by the code of the milestone. */
export const termBodies: Readonly<Record<string, Phrase>> = {
  term_end_gram_panchayat: { en: 'Gram panchayats', hi: 'ग्राम पंचायतें' },
  term_end_kshetra_panchayat: { en: 'Kshetra panchayats', hi: 'क्षेत्र पंचायतें' },
  term_end_zila_panchayat: { en: 'Zila panchayats', hi: 'ज़िला पंचायतें' },
  term_end_pri: { en: 'Panchayats', hi: 'पंचायतें' },
  term_end_ulb_50_of_71: { en: '50 of 71 urban local bodies', hi: '71 में से 50 नगरीय निकाय' },
};

/** The word for a code, its phase behind it; a code without a word reads as itself, without underscores. */
export function wordOf(words: Readonly<Record<string, Phrase>>, code: string, language: Language): string {
  const match = /^(.+)_phase_(\d+)$/.exec(code);
  const word = words[match?.[1] ?? code]?.[language] ?? code.replaceAll('_', ' ');
  if (match === null) return word;
  return language === 'en' ? `${word}, phase ${match[2]}` : `${word}, चरण ${match[2]}`;
}
