// Words of the metrics of entries (QL), parts and stations (PS), timeliness and data quality (DQ).

import type { MetricText } from './schema.ts';

export const qualityTexts = {
  'QL-01': {
    name: { en: 'EPIC coverage', hi: 'ईपिक कवरेज' },
    formula: {
      en: 'Electors with an EPIC number ÷ electors on the roll × 100.',
      hi: 'ईपिक नंबर वाले निर्वाचक ÷ नामावली के निर्वाचक × 100।',
    },
  },
  'QL-02': {
    name: { en: 'Photo coverage', hi: 'फोटो कवरेज' },
    formula: {
      en: 'Electors with a photograph in the roll ÷ electors on the roll × 100.',
      hi: 'नामावली में फोटो वाले निर्वाचक ÷ नामावली के निर्वाचक × 100।',
    },
  },
  'QL-03': {
    name: { en: 'Demographically similar entries open', hi: 'लंबित जनसांख्यिकीय समान प्रविष्टियाँ' },
    formula: {
      en: 'Demographically similar entries not yet disposed ÷ electors on the roll × 10,000.',
      hi: 'अनिस्तारित जनसांख्यिकीय समान प्रविष्टियाँ ÷ नामावली के निर्वाचक × 10,000।',
    },
  },
  'QL-04': {
    name: { en: 'Photo-similar entries open', hi: 'लंबित फोटो समान प्रविष्टियाँ' },
    formula: {
      en: 'Photo-similar entries not yet disposed ÷ electors on the roll × 10,000.',
      hi: 'अनिस्तारित फोटो समान प्रविष्टियाँ ÷ नामावली के निर्वाचक × 10,000।',
    },
  },
  'QL-05': {
    name: { en: 'Similar entries disposed', hi: 'समान प्रविष्टि निस्तारण दर' },
    formula: {
      en: 'Disposed ÷ (disposed + open) × 100, and confirmed ÷ disposed, for demographic and photo similarity apart; the worse colour counts.',
      hi: 'निस्तारित ÷ (निस्तारित + लंबित) × 100, और पुष्ट ÷ निस्तारित; जनसांख्यिकीय और फोटो समानता अलग-अलग; अधिक गंभीर रंग मान्य।',
    },
  },
  'QL-06': {
    name: { en: 'Logical errors open', hi: 'लंबित तार्किक त्रुटियाँ' },
    formula: {
      en: 'Logical errors not yet resolved ÷ electors on the roll × 10,000.',
      hi: 'अनसुलझी तार्किक त्रुटियाँ ÷ नामावली के निर्वाचक × 10,000।',
    },
  },
  'QL-07': {
    name: { en: 'Repeated EPIC numbers', hi: 'दोहरे ईपिक नंबर' },
    formula: {
      en: 'Number of EPIC numbers that stand on more than one entry. Above a constituency, the upper limit is per constituency.',
      hi: 'एक से अधिक प्रविष्टियों पर दर्ज ईपिक नंबरों की संख्या। विधान सभा क्षेत्र से ऊपर ऊपरी सीमा प्रति क्षेत्र है।',
    },
  },
  'QL-08': {
    name: { en: 'Large households', hi: 'बड़े परिवार प्रविष्टि' },
    formula: {
      en: 'Households with more than 10 electors ÷ households × 1,000.',
      hi: '10 से अधिक निर्वाचकों वाले परिवार ÷ कुल परिवार × 1,000।',
    },
  },
  'QL-09': {
    name: { en: 'Implausible age', hi: 'असंभाव्य आयु' },
    formula: {
      en: 'Electors aged over 100 ÷ electors on the roll × 1,00,000.',
      hi: '100 वर्ष से अधिक आयु के निर्वाचक ÷ नामावली के निर्वाचक × 1,00,000।',
    },
  },
  'QL-10': {
    name: { en: 'Notices not yet decided', hi: 'लंबित नोटिस' },
    formula: {
      en: '(Notices issued − notices decided) ÷ notices issued × 100. Limits apply in the last 10 days.',
      hi: '(जारी नोटिस − निर्णीत नोटिस) ÷ जारी नोटिस × 100। सीमाएँ अंतिम 10 दिनों में लागू।',
    },
  },
  'PS-01': {
    name: { en: 'Stations over the ceiling', hi: 'सीमा से अधिक मतदान केंद्र' },
    formula: {
      en: 'Number of parts with more electors than the ceiling of 1,200. Amber goes by the number, red by its share of all parts.',
      hi: '1,200 की सीमा से अधिक निर्वाचकों वाले भागों की संख्या। पहली सीमा संख्या पर, दूसरी कुल भागों में हिस्से पर है।',
    },
  },
  'PS-02': {
    name: { en: 'Electors per station', hi: 'प्रति मतदान केंद्र निर्वाचक' },
    formula: {
      en: 'Electors on the roll ÷ parts.',
      hi: 'नामावली के निर्वाचक ÷ भाग।',
    },
  },
  'PS-03': {
    name: { en: 'Parts flagged for deletions', hi: 'विलोपन-चिह्नित भाग' },
    formula: {
      en: 'Parts whose deletion rate is above 2 % ÷ parts with the figures × 100.',
      hi: '2 % से अधिक विलोपन दर वाले भाग ÷ आँकड़ों वाले भाग × 100।',
    },
  },
  'PS-04': {
    name: { en: 'Parts flagged for additions', hi: 'परिवर्धन-चिह्नित भाग' },
    formula: {
      en: 'Parts whose addition rate is above 4 % ÷ parts with the figures × 100.',
      hi: '4 % से अधिक परिवर्धन दर वाले भाग ÷ आँकड़ों वाले भाग × 100।',
    },
  },
  'PS-05': {
    name: { en: 'Parts with no change', hi: 'शून्य-परिवर्तन भाग' },
    formula: {
      en: 'Parts with neither additions nor deletions ÷ parts with the figures × 100.',
      hi: 'बिना परिवर्धन और बिना विलोपन वाले भाग ÷ आँकड़ों वाले भाग × 100।',
    },
  },
  'PS-06': {
    name: { en: 'Booth-level officers in place', hi: 'बीएलओ तैनाती दर' },
    formula: {
      en: 'Parts with a booth-level officer posted ÷ parts × 100.',
      hi: 'तैनात बूथ लेवल अधिकारी वाले भाग ÷ कुल भाग × 100।',
    },
  },
  'PS-07': {
    name: { en: 'Spread of the deletion rate', hi: 'विलोपन दर का फैलाव' },
    formula: {
      en: '90th less 10th percentile of the deletion rate over parts, in percentage points.',
      hi: 'भागों की विलोपन दर का 90वाँ शतमक घटा 10वाँ शतमक, प्रतिशत अंकों में।',
    },
  },
  'DQ-01': {
    name: { en: 'Age of the figures', hi: 'आँकड़ों की आयु' },
    formula: {
      en: "Days from the office's last submission to today. Limits are tighter during a revision.",
      hi: 'कार्यालय की पिछली प्रस्तुति से आज तक के दिन। पुनरीक्षण के दौरान सीमाएँ कड़ी हैं।',
    },
  },
  'DQ-02': {
    name: { en: 'Completeness', hi: 'डेटा पूर्णता' },
    formula: {
      en: 'Required cells filled ÷ required cells × 100. The required cells are the twelve of the State form.',
      hi: 'भरे गए आवश्यक खाने ÷ आवश्यक खाने × 100। आवश्यक खाने राज्य प्रपत्र के बारह खाने हैं।',
    },
  },
  'DQ-03': {
    name: { en: 'Roll-forward residual', hi: 'मिलान शेष' },
    formula: {
      en: 'Opening + additions − deletions − closing, in electors. In a special intensive revision: before − not in draft − draft, and draft + added − deleted − final.',
      hi: 'आरंभिक + परिवर्धन − विलोपन − अंतिम संख्या, निर्वाचकों में। विशेष गहन पुनरीक्षण में: पूर्व − प्रारूप से बाहर − प्रारूप, और प्रारूप + जोड़े गए − हटाए गए − अंतिम।',
    },
  },
  'DQ-04': {
    name: { en: 'Schedule slip', hi: 'कार्यक्रम विलंब' },
    formula: {
      en: 'Current planned date less first planned date of a milestone, in days.',
      hi: 'किसी चरण की वर्तमान नियत तिथि घटा प्रथम नियत तिथि, दिनों में।',
    },
  },
  'DQ-05': {
    name: { en: 'Open validation errors', hi: 'खुली जाँच त्रुटियाँ' },
    formula: {
      en: 'Number of open findings of the checks, by severity.',
      hi: 'जाँचों के खुले निष्कर्षों की संख्या, गंभीरता के अनुसार।',
    },
  },
} as const satisfies Record<string, MetricText>;
