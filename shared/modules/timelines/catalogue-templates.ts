// Words of the templates: names of what they lay out, and the provision or the observation each day rests on.

import type { LegalBasis } from './rules-legal.ts';

export interface Phrase {
  en: string;
  hi: string;
}

/** S: read in a source. C: computed from days read in a source. R: recalled, to be verified. P: our proposal. */
export const sourceTags = ['S', 'C', 'R', 'P'] as const;
export type SourceTag = (typeof sourceTags)[number];

export interface Basis extends Phrase {
  tag: SourceTag;
}

export const templateIds = ['T-ECI-GEN', 'T-ECI-BYE', 'T-SSR', 'T-SIR', 'T-SEC', 'T-CONF'] as const;
export type TemplateId = (typeof templateIds)[number];

export interface Template {
  id: TemplateId;
  bodyKind: 'eci' | 'sec';
  name: Phrase;
  /** The milestone whose day is the anchor. */
  anchor: string;
}

export const templates: Record<TemplateId, Template> = {
  'T-ECI-GEN': {
    id: 'T-ECI-GEN',
    bodyKind: 'eci',
    name: { en: 'General election to an Assembly or the Lok Sabha', hi: 'विधान सभा या लोक सभा का साधारण निर्वाचन' },
    anchor: 'notification',
  },
  'T-ECI-BYE': {
    id: 'T-ECI-BYE',
    bodyKind: 'eci',
    name: { en: 'Bye-election', hi: 'उप-निर्वाचन' },
    anchor: 'notification',
  },
  'T-SSR': {
    id: 'T-SSR',
    bodyKind: 'eci',
    name: { en: 'Special summary revision', hi: 'विशेष संक्षिप्त पुनरीक्षण' },
    anchor: 'roll_draft',
  },
  'T-SIR': {
    id: 'T-SIR',
    bodyKind: 'eci',
    name: { en: 'Special intensive revision', hi: 'विशेष गहन पुनरीक्षण' },
    anchor: 'enumeration',
  },
  'T-SEC': {
    id: 'T-SEC',
    bodyKind: 'sec',
    name: { en: 'Panchayat or municipal election', hi: 'पंचायत या नगरपालिका निर्वाचन' },
    anchor: 'announcement_mcc',
  },
  'T-CONF': {
    id: 'T-CONF',
    bodyKind: 'eci',
    name: { en: 'Conference and what follows from it', hi: 'सम्मेलन और उसके अनुवर्ती कार्य' },
    anchor: 'conference',
  },
};

/** The provisions of the earliest days. Source: RP Act 1951; read in its text, except where the tag says recalled. */
export const legalBasisTexts: Record<LegalBasis, Basis> = {
  s14_15: {
    en: 'RP Act 1951 s.14(2), s.15(2), provisos: not before the last six months of the term',
    hi: 'लोक प्रतिनिधित्व अधिनियम 1951, धारा 14(2), 15(2) के परन्तुक: कार्यकाल के अंतिम छह माह से पहले नहीं',
    tag: 'S',
  },
  s30a: {
    en: 'RP Act 1951 s.30(a): seventh day after the notification, or the next working day',
    hi: 'लोक प्रतिनिधित्व अधिनियम 1951, धारा 30(क): अधिसूचना के बाद सातवाँ दिन, या अगला कार्य दिवस',
    tag: 'S',
  },
  s30b: {
    en: 'RP Act 1951 s.30(b): the day after the last for nominations, or the next working day',
    hi: 'लोक प्रतिनिधित्व अधिनियम 1951, धारा 30(ख): नामांकन की अंतिम तिथि का अगला दिन, या अगला कार्य दिवस',
    tag: 'S',
  },
  s30c: {
    en: 'RP Act 1951 s.30(c): second day after scrutiny, or the next working day',
    hi: 'लोक प्रतिनिधित्व अधिनियम 1951, धारा 30(ग): संवीक्षा के बाद दूसरा दिन, या अगला कार्य दिवस',
    tag: 'S',
  },
  s30d: {
    en: 'RP Act 1951 s.30(d): not before the fourteenth day after withdrawal',
    hi: 'लोक प्रतिनिधित्व अधिनियम 1951, धारा 30(घ): नाम वापसी के बाद चौदहवें दिन से पहले नहीं',
    tag: 'S',
  },
  order: {
    en: 'Order of the steps: nominations, scrutiny, withdrawal, poll, counting',
    hi: 'चरणों का क्रम: नामांकन, संवीक्षा, नाम वापसी, मतदान, मतगणना',
    tag: 'P',
  },
};

/** What the other days rest on. */
export const bases = {
  s30: {
    en: 'RP Act 1951 s.30: notification of the election',
    hi: 'लोक प्रतिनिधित्व अधिनियम 1951, धारा 30: निर्वाचन की अधिसूचना',
    tag: 'S',
  },
  s126: {
    en: 'RP Act 1951 s.126: the 48 hours up to the close of the poll',
    hi: 'लोक प्रतिनिधित्व अधिनियम 1951, धारा 126: मतदान समाप्ति तक के 48 घंटे',
    tag: 'S',
  },
  s73: {
    en: 'RP Act 1951 s.73: House constituted after the results, before the term ends',
    hi: 'लोक प्रतिनिधित्व अधिनियम 1951, धारा 73: परिणाम के बाद, कार्यकाल समाप्ति से पहले सदन का गठन',
    tag: 'R',
  },
  s81: {
    en: 'RP Act 1951 s.81: 45 days for election petitions; machines stay sealed',
    hi: 'लोक प्रतिनिधित्व अधिनियम 1951, धारा 81: निर्वाचन याचिका के 45 दिन; मशीनें सीलबंद',
    tag: 'R',
  },
  s151A: {
    en: 'RP Act 1951 s.151A: within six months of the vacancy, unless under a year of the term remains',
    hi: 'लोक प्रतिनिधित्व अधिनियम 1951, धारा 151क: रिक्ति से छह माह के भीतर, यदि कार्यकाल एक वर्ष से कम शेष न हो',
    tag: 'R',
  },
  applications: {
    en: 'Observed: applications received up to ten days before the last day for nominations are counted',
    hi: 'प्रेक्षित: नामांकन की अंतिम तिथि से दस दिन पहले तक प्राप्त आवेदन गिने जाते हैं',
    tag: 'S',
  },
  completion: {
    en: 'Observed: two days after counting; the date itself is fixed under RP Act 1951 s.30(e)',
    hi: 'प्रेक्षित: मतगणना के दो दिन बाद; तिथि स्वयं धारा 30(ङ) के अधीन नियत',
    tag: 'S',
  },
  latest: {
    en: 'Latest possible, counted back from the end of the term; not a plan',
    hi: 'कार्यकाल समाप्ति से पीछे गिनकर अंतिम संभव तिथि; यह कार्यक्रम नहीं है',
    tag: 'P',
  },
  term: {
    en: 'Constitution Art. 243E(3), 243U(3): election completed before the term of five years ends',
    hi: 'संविधान अनुच्छेद 243ङ(3), 243प(3): पाँच वर्ष का कार्यकाल समाप्त होने से पहले निर्वाचन पूर्ण',
    tag: 'S',
  },
  dissolution: {
    en: 'Constitution Art. 243E(3), 243U(3): election within six months of dissolution',
    hi: 'संविधान अनुच्छेद 243ङ(3), 243प(3): विघटन से छह माह के भीतर निर्वाचन',
    tag: 'S',
  },
  houseTerm: { en: 'End of the term of the House', hi: 'सदन के कार्यकाल की समाप्ति', tag: 'S' },
  chosen: { en: 'The day this plan starts from', hi: 'जिस तिथि से यह कार्यक्रम आरंभ होता है', tag: 'P' },
  chosenPoll: { en: 'Poll day as chosen', hi: 'चुना गया मतदान दिवस', tag: 'P' },
  notObserved: {
    en: 'No observed number of days: to be entered',
    hi: 'दिनों की कोई प्रेक्षित संख्या नहीं: दर्ज की जाए',
    tag: 'P',
  },
  roadmap: {
    en: 'Declaration of 24-02-2026: roadmap within three months',
    hi: '24-02-2026 का घोषणा-पत्र: तीन माह के भीतर कार्ययोजना',
    tag: 'C',
  },
  nextConference: { en: 'Conference to be held every year', hi: 'सम्मेलन प्रतिवर्ष आयोजित होगा', tag: 'C' },
} as const satisfies Record<string, Basis>;

/** Names of what the templates lay out, in the words of the calendar. */
const names: Record<string, Phrase> = {
  announcement_mcc: { en: 'Announcement, code of conduct begins', hi: 'घोषणा, आदर्श आचार संहिता आरंभ' },
  announcement_roll_freeze: { en: 'Announcement, roll frozen', hi: 'घोषणा, नामावली स्थिर' },
  campaign_silence: { en: 'Campaign ends: the last 48 hours', hi: 'प्रचार समाप्त: अंतिम 48 घंटे' },
  claims_objections: { en: 'Claims and objections', hi: 'दावे और आपत्तियाँ' },
  completion: { en: 'Election completed', hi: 'निर्वाचन पूर्ण' },
  conference: { en: 'Conference', hi: 'सम्मेलन' },
  control_tables: { en: 'Control tables updated', hi: 'नियंत्रण सारणियाँ अद्यतन' },
  counting: { en: 'Counting', hi: 'मतगणना' },
  declaration_adopted: { en: 'Declaration adopted', hi: 'घोषणा-पत्र अंगीकृत' },
  disposal: { en: 'Claims and objections decided', hi: 'दावों और आपत्तियों का निपटान' },
  eci_permission: { en: 'Permission of the Commission to publish', hi: 'प्रकाशन हेतु आयोग की अनुमति' },
  enumeration: { en: 'Enumeration, house to house', hi: 'घर-घर गणना' },
  evm_lock_end: { en: 'EVMs free again after the petition period', hi: 'याचिका अवधि के बाद ईवीएम पुनः उपलब्ध' },
  formats_prepared: { en: 'Formats and supplements prepared', hi: 'प्रारूप और अनुपूरक तैयार' },
  house_constituted: { en: 'New House constituted', hi: 'नए सदन का गठन' },
  next_annual_conference: { en: 'Next yearly round table', hi: 'आगामी वार्षिक गोलमेज सम्मेलन' },
  nominations: { en: 'Nominations', hi: 'नामांकन' },
  notification: { en: 'Notification', hi: 'अधिसूचना' },
  notification_window_opens: { en: 'Notification may be issued from', hi: 'अधिसूचना इस तिथि से संभव' },
  poll: { en: 'Poll', hi: 'मतदान' },
  preparation_training: { en: 'Preparation and training', hi: 'तैयारी और प्रशिक्षण' },
  roll_applications_last: {
    en: 'Applications for the roll counted up to',
    hi: 'नामावली हेतु इस तिथि तक के आवेदन गिने जाएँगे',
  },
  roll_draft: { en: 'Draft roll', hi: 'प्रारूप नामावली' },
  roll_final: { en: 'Final roll', hi: 'अंतिम नामावली' },
  scrutiny: { en: 'Scrutiny', hi: 'संवीक्षा' },
  six_month_limit: { en: 'Six-month limit', hi: 'छह माह की सीमा' },
  state_wise_roadmap_due: { en: 'Way forward by State due', hi: 'राज्यवार आगे की कार्ययोजना देय' },
  stations_rationalised: { en: 'Polling stations rationalised', hi: 'मतदान केंद्रों का युक्तिकरण' },
  term_end: { en: 'Term ends', hi: 'कार्यकाल समाप्त' },
  withdrawal_last: { en: 'Last date of withdrawal', hi: 'नाम वापसी की अंतिम तिथि' },
};

/** Every code a template can lay out, without its phase. */
export const templateCodes: readonly string[] = Object.keys(names);

/** The milestone's name in both languages, its phase behind it; an unknown code is its own name. */
export function milestoneName(code: string): Phrase {
  const match = /^(.+)_phase_(\d+)$/.exec(code);
  const name = names[match?.[1] ?? code] ?? { en: code, hi: code };
  return match === null ? name : { en: `${name.en}, phase ${match[2]}`, hi: `${name.hi}, चरण ${match[2]}` };
}
