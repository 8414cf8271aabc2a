// Names of what the shared calendar holds, in both languages, for what is written on the server: calendar feeds. Words
// of the election offices' own Hindi; Latin digits in both.

import type { Language } from '#shared/kernel/numbers.ts';
import { milestoneName } from './catalogue-templates.ts';
import type { ExerciseKind, ReasonCode } from './schema.ts';

type InBoth = Readonly<Record<Language, string>>;

/** The milestone by its code, its phase behind it; a code without a name is shown in its own letters. */
export function milestoneNameOf(code: string, language: Language): string {
  const [, step = code, phase] = /^(.+)_phase_(\d+)$/.exec(code) ?? [];
  const whole = milestoneNames[code]?.[language];
  if (whole !== undefined) return whole;
  const template = milestoneName(step)[language];
  const name = milestoneNames[step]?.[language] ?? (template === step ? step.replaceAll('_', ' ') : template);
  return phase === undefined ? name : `${name}, ${phaseNames[language]} ${phase}`;
}

const phaseNames: InBoth = { en: 'phase', hi: 'चरण' };

export const bodyNames: Readonly<Record<'eci' | 'sec', InBoth>> = {
  eci: { en: 'Election Commission of India', hi: 'भारत निर्वाचन आयोग' },
  sec: { en: 'State Election Commission', hi: 'राज्य निर्वाचन आयोग' },
};

export const bodyShortNames: Readonly<Record<'eci' | 'sec', InBoth>> = {
  eci: { en: 'ECI', hi: 'भा.नि.आ.' },
  sec: { en: 'SEC', hi: 'रा.नि.आ.' },
};

/** What concerns the whole country. */
export const nationalName: InBoth = { en: 'All India', hi: 'अखिल भारत' };

export const exerciseKindNames: Readonly<Record<ExerciseKind, InBoth>> = {
  assembly_election: { en: 'Assembly election', hi: 'विधानसभा निर्वाचन' },
  bye_election: { en: 'Bye-election', hi: 'उप-निर्वाचन' },
  panchayat_election: { en: 'Panchayat election', hi: 'पंचायत निर्वाचन' },
  municipal_election: { en: 'Municipal election', hi: 'नगरपालिका निर्वाचन' },
  roll_revision: { en: 'Roll revision', hi: 'नामावली पुनरीक्षण' },
  delimitation: { en: 'Delimitation', hi: 'परिसीमन' },
  conference: { en: 'Conference', hi: 'सम्मेलन' },
  census: { en: 'Census', hi: 'जनगणना' },
  exam: { en: 'Examinations', hi: 'परीक्षाएँ' },
  outside: { en: 'Festival, flood, harvest, weather', hi: 'पर्व, बाढ़, फसल, मौसम' },
  other: { en: 'Other', hi: 'अन्य' },
};

export const reasonNames: Readonly<Record<ReasonCode, InBoth>> = {
  court: { en: 'order of a court', hi: 'न्यायालय का आदेश' },
  law_and_order: { en: 'law and order', hi: 'कानून-व्यवस्था' },
  weather: { en: 'weather', hi: 'मौसम' },
  festival: { en: 'festival', hi: 'पर्व' },
  exam: { en: 'examinations', hi: 'परीक्षाएँ' },
  staff: { en: 'staff', hi: 'कर्मी' },
  machines: { en: 'voting machines', hi: 'मतदान मशीनें' },
  roll: { en: 'electoral roll', hi: 'निर्वाचक नामावली' },
  delimitation: { en: 'delimitation', hi: 'परिसीमन' },
  reservation: { en: 'reservation', hi: 'आरक्षण' },
  mourning: { en: 'State mourning', hi: 'राजकीय शोक' },
  correction: { en: 'correction of the record', hi: 'अभिलेख का सुधार' },
  other: { en: 'another reason', hi: 'अन्य कारण' },
};

const milestoneNames: Readonly<Record<string, InBoth>> = {
  exam_window: { en: 'Examinations', hi: 'परीक्षाएँ' },
  house_listing: { en: 'House listing', hi: 'मकान सूचीकरण' },
  outside_window: { en: 'Festival, flood, harvest or weather', hi: 'पर्व, बाढ़, फसल या मौसम' },
  population_enumeration: { en: 'Population enumeration', hi: 'जनसंख्या गणना' },
  administrators: { en: 'Administrators take over', hi: 'प्रशासकों का कार्यभार' },
  announcement: { en: 'Announcement', hi: 'घोषणा' },
  announcement_mcc: { en: 'Announcement, code of conduct begins', hi: 'घोषणा, आदर्श आचार संहिता आरंभ' },
  announcement_roll_freeze: { en: 'Announcement, roll frozen', hi: 'घोषणा, नामावली स्थिर' },
  capf_induction_tranche_1: { en: 'Central forces arrive, first part', hi: 'केंद्रीय बलों का आगमन, पहला भाग' },
  capf_induction_tranche_2: { en: 'Central forces arrive, second part', hi: 'केंद्रीय बलों का आगमन, दूसरा भाग' },
  chair_election: { en: 'Election of the chair', hi: 'अध्यक्ष का निर्वाचन' },
  claims_objections: { en: 'Claims and objections', hi: 'दावे और आपत्तियाँ' },
  completion: { en: 'Election completed', hi: 'निर्वाचन पूर्ण' },
  conference: { en: 'Conference', hi: 'सम्मेलन' },
  counting: { en: 'Counting', hi: 'मतगणना' },
  court_deadline: { en: 'Date set by the court', hi: 'न्यायालय द्वारा नियत तिथि' },
  court_hearing: { en: 'Court hearing', hi: 'न्यायालय में सुनवाई' },
  court_order: { en: 'Court order', hi: 'न्यायालय का आदेश' },
  declaration_adopted: { en: 'Declaration adopted', hi: 'घोषणा-पत्र अंगीकृत' },
  deferral_request: { en: 'Request to put off', hi: 'स्थगन का अनुरोध' },
  delimitation_appeals: { en: 'Delimitation: appeals', hi: 'परिसीमन: अपीलें' },
  delimitation_deadline: { en: 'Delimitation: last date', hi: 'परिसीमन: अंतिम तिथि' },
  delimitation_final: { en: 'Delimitation: final', hi: 'परिसीमन: अंतिम' },
  delimitation_proposals: { en: 'Delimitation: proposals', hi: 'परिसीमन: प्रस्ताव' },
  disposal: { en: 'Claims and objections decided', hi: 'दावों और आपत्तियों का निपटान' },
  enumeration: { en: 'Enumeration, house to house', hi: 'घर-घर गणना' },
  evm_lock_end: { en: 'EVMs free again after the petition period', hi: 'याचिका अवधि के बाद ईवीएम पुनः उपलब्ध' },
  evm_randomisation_1: { en: 'EVMs: first randomisation', hi: 'ईवीएम: पहला यादृच्छिकीकरण' },
  evm_randomisation_2: { en: 'EVMs: second randomisation', hi: 'ईवीएम: दूसरा यादृच्छिकीकरण' },
  exam_end: { en: 'End of examinations', hi: 'परीक्षाओं का अंत' },
  gazette_results: { en: 'Results in the Gazette', hi: 'परिणाम राजपत्र में' },
  letter: { en: 'Letter', hi: 'पत्र' },
  letter_defer_sir: {
    en: 'Letter asking to put off the special intensive revision',
    hi: 'विशेष गहन पुनरीक्षण स्थगित करने हेतु पत्र',
  },
  next_annual_conference: { en: 'Next yearly round table', hi: 'आगामी वार्षिक गोलमेज सम्मेलन' },
  nominations: { en: 'Nominations', hi: 'नामांकन' },
  nominations_phase_1: { en: 'Nominations, phase 1', hi: 'नामांकन, चरण 1' },
  nominations_phase_2: { en: 'Nominations, phase 2', hi: 'नामांकन, चरण 2' },
  nominations_phase_3: { en: 'Nominations, phase 3', hi: 'नामांकन, चरण 3' },
  notification: { en: 'Notification', hi: 'अधिसूचना' },
  notification_phase_1: { en: 'Notification, phase 1', hi: 'अधिसूचना, चरण 1' },
  notification_phase_2: { en: 'Notification, phase 2', hi: 'अधिसूचना, चरण 2' },
  notification_window_opens: { en: 'Notification may be issued from', hi: 'अधिसूचना इस तिथि से संभव' },
  order: { en: 'Order', hi: 'आदेश' },
  planned_start: { en: 'Planned start', hi: 'नियोजित आरंभ' },
  poll: { en: 'Poll', hi: 'मतदान' },
  poll_gram_panchayat: { en: 'Poll, gram panchayats', hi: 'मतदान, ग्राम पंचायत' },
  poll_phase_1: { en: 'Poll, phase 1', hi: 'मतदान, चरण 1' },
  poll_phase_2: { en: 'Poll, phase 2', hi: 'मतदान, चरण 2' },
  poll_phase_3: { en: 'Poll, phase 3', hi: 'मतदान, चरण 3' },
  poll_taluk_zilla: { en: 'Poll, taluk and zilla panchayats', hi: 'मतदान, तालुक और ज़िला पंचायत' },
  pre_revision_direction: { en: 'Direction before the revision', hi: 'पुनरीक्षण से पूर्व निदेश' },
  preparation: { en: 'Preparation', hi: 'तैयारी' },
  preparation_letter: { en: 'Letter on preparation', hi: 'तैयारी संबंधी पत्र' },
  preparation_training: { en: 'Preparation and training', hi: 'तैयारी और प्रशिक्षण' },
  repoll: { en: 'Repoll', hi: 'पुनर्मतदान' },
  repoll_ac_144_falta: { en: 'Repoll, AC 144 Falta', hi: 'पुनर्मतदान, 144 फालता विधानसभा क्षेत्र' },
  rescheduling_order: { en: 'Order setting new dates', hi: 'नई तिथियों का आदेश' },
  reservation_draft: { en: 'Reservation: draft', hi: 'आरक्षण: प्रारूप' },
  reservation_final: { en: 'Reservation: final', hi: 'आरक्षण: अंतिम' },
  reservation_mayor: { en: 'Reservation: mayors', hi: 'आरक्षण: महापौर' },
  reservation_report_obc: { en: 'Reservation: report on backward classes', hi: 'आरक्षण: पिछड़ा वर्ग प्रतिवेदन' },
  roll_claims_objections: { en: 'Claims and objections to the roll', hi: 'नामावली पर दावे और आपत्तियाँ' },
  roll_disposal: { en: 'Claims on the roll decided', hi: 'नामावली पर दावों का निपटान' },
  roll_draft: { en: 'Draft roll', hi: 'प्रारूप नामावली' },
  roll_final: { en: 'Final roll', hi: 'अंतिम नामावली' },
  roll_revision: { en: 'Revision of the roll', hi: 'नामावली का पुनरीक्षण' },
  roll_supplementary: { en: 'Supplementary roll', hi: 'अनुपूरक नामावली' },
  schedule_stayed: { en: 'Schedule stayed by the court', hi: 'न्यायालय द्वारा कार्यक्रम पर रोक' },
  scrutiny: { en: 'Scrutiny', hi: 'संवीक्षा' },
  scrutiny_phase_1: { en: 'Scrutiny, phase 1', hi: 'संवीक्षा, चरण 1' },
  scrutiny_phase_2: { en: 'Scrutiny, phase 2', hi: 'संवीक्षा, चरण 2' },
  six_month_limit: { en: 'Six-month limit', hi: 'छह माह की सीमा' },
  state_wise_roadmap_due: { en: 'Way forward by State due', hi: 'राज्यवार आगे की कार्ययोजना देय' },
  supreme_court_upholds: { en: 'Supreme Court upholds', hi: 'उच्चतम न्यायालय ने सही ठहराया' },
  symbols_allotted: { en: 'Symbols allotted', hi: 'प्रतीक आवंटन' },
  term_end: { en: 'Term ends', hi: 'कार्यकाल समाप्त' },
  term_end_gram_panchayat: { en: 'Term ends, gram panchayats', hi: 'कार्यकाल समाप्त, ग्राम पंचायत' },
  term_end_kshetra_panchayat: { en: 'Term ends, kshetra panchayats', hi: 'कार्यकाल समाप्त, क्षेत्र पंचायत' },
  term_end_pri: { en: 'Term ends, panchayats', hi: 'कार्यकाल समाप्त, पंचायतें' },
  term_end_ulb_50_of_71: { en: 'Term ends, 50 of 71 urban bodies', hi: 'कार्यकाल समाप्त, 71 में से 50 नगर निकाय' },
  term_end_zila_panchayat: { en: 'Term ends, zila panchayats', hi: 'कार्यकाल समाप्त, ज़िला पंचायत' },
  withdrawal_last: { en: 'Last date of withdrawal', hi: 'नाम वापसी की अंतिम तिथि' },
  withdrawal_last_phase_1: { en: 'Last date of withdrawal, phase 1', hi: 'नाम वापसी की अंतिम तिथि, चरण 1' },
  withdrawal_last_phase_2: { en: 'Last date of withdrawal, phase 2', hi: 'नाम वापसी की अंतिम तिथि, चरण 2' },
  withdrawal_last_phase_3: { en: 'Last date of withdrawal, phase 3', hi: 'नाम वापसी की अंतिम तिथि, चरण 3' },
};
