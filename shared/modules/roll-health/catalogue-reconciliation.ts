// Words of the metrics that set the assembly roll beside the local-body roll (LR).

import type { MetricText } from './schema.ts';

export const reconciliationTexts = {
  'LR-01': {
    name: { en: 'Roll gap', hi: 'सूची अंतर' },
    formula: {
      en: '(Local roll − assembly roll) ÷ assembly roll × 100, over the same territory.',
      hi: '(स्थानीय नामावली − विधान सभा नामावली) ÷ विधान सभा नामावली × 100, समान क्षेत्र के लिए।',
    },
  },
  'LR-02': {
    name: { en: 'Bound test', hi: 'सीमा परीक्षण' },
    formula: {
      en: 'Local roll ÷ assembly roll × 100. Passes when the rural local roll is no larger than the assembly roll of the State, and rural and urban together no larger than 102 % of it.',
      hi: 'स्थानीय नामावली ÷ विधान सभा नामावली × 100। तब सफल जब ग्रामीण स्थानीय नामावली राज्य की विधान सभा नामावली से अधिक न हो, और ग्रामीण व शहरी मिलाकर उसके 102 % से अधिक न हों।',
    },
  },
  'LR-03': {
    name: { en: 'Completeness of the part-to-ward map', hi: 'भाग–वार्ड मानचित्रण पूर्णता' },
    formula: {
      en: 'Electors in mapped parts ÷ electors in all parts of the territory × 100.',
      hi: 'मानचित्रित भागों के निर्वाचक ÷ क्षेत्र के सभी भागों के निर्वाचक × 100।',
    },
  },
  'LR-04': {
    name: { en: 'Share in split parts', hi: 'विभाजित भाग हिस्सा' },
    formula: {
      en: 'Electors in parts that fall in two or more wards ÷ mapped electors × 100.',
      hi: 'दो या अधिक वार्डों में पड़ने वाले भागों के निर्वाचक ÷ मानचित्रित निर्वाचक × 100।',
    },
  },
  'LR-05': {
    name: { en: 'Electors without a ward', hi: 'अनावंटित निर्वाचक' },
    formula: {
      en: 'Number of electors of the territory with no ward. Amber goes by the number, red by its share of the assembly roll.',
      hi: 'क्षेत्र के वे निर्वाचक जिन्हें कोई वार्ड आवंटित नहीं। पहली सीमा संख्या पर, दूसरी विधान सभा नामावली में हिस्से पर है।',
    },
  },
  'LR-06': {
    name: { en: 'Lag of the base roll', hi: 'सूची आधार विलंब' },
    formula: {
      en: 'Local poll date less the date of the assembly roll it was cut from, in days.',
      hi: 'स्थानीय मतदान की तिथि घटा आधार बनी विधान सभा नामावली की तिथि, दिनों में।',
    },
  },
  'LR-07': {
    name: { en: 'Drift since the base', hi: 'आधार के बाद परिवर्तन' },
    formula: {
      en: 'Difference between the assembly roll now and at the base date, either way ÷ assembly roll at the base date × 100.',
      hi: 'विधान सभा नामावली में आधार तिथि से अब तक का अंतर, किसी भी दिशा में ÷ आधार तिथि की विधान सभा नामावली × 100।',
    },
  },
  'LR-08': {
    name: { en: 'EPIC match rate', hi: 'ईपिक मिलान दर' },
    formula: {
      en: 'Matched ÷ (matched + only in the local roll + only in the assembly roll) × 100. Offices match; only counts are sent.',
      hi: 'मिलान ÷ (मिलान + केवल स्थानीय नामावली में + केवल विधान सभा नामावली में) × 100। मिलान कार्यालय करते हैं; केवल संख्याएँ भेजी जाती हैं।',
    },
  },
  'LR-09': {
    name: { en: 'Lapsed entries carried over', hi: 'पुरानी प्रविष्टि दर' },
    formula: {
      en: 'Local entries already deleted from the assembly roll ÷ local roll × 100.',
      hi: 'विधान सभा नामावली से पहले ही हटाई जा चुकी स्थानीय प्रविष्टियाँ ÷ स्थानीय नामावली × 100।',
    },
  },
  'LR-10': {
    name: { en: 'Missing in the local roll', hi: 'स्थानीय सूची में अनुपस्थित' },
    formula: {
      en: 'Electors only in the assembly roll ÷ assembly roll of the territory × 100.',
      hi: 'केवल विधान सभा नामावली में दर्ज निर्वाचक ÷ क्षेत्र की विधान सभा नामावली × 100।',
    },
  },
  'LR-11': {
    name: { en: 'Duplicates referred and decided', hi: 'दोहरी प्रविष्टि निवारण दर' },
    formula: {
      en: 'Duplicates referred by the State Election Commission and decided by registration officers ÷ referred × 100. Limits apply from 30 days after referral.',
      hi: 'राज्य निर्वाचन आयोग द्वारा भेजी गई और रजिस्ट्रीकरण अधिकारियों द्वारा निर्णीत दोहरी प्रविष्टियाँ ÷ भेजी गई × 100। सीमाएँ भेजने के 30 दिन बाद से लागू।',
    },
  },
  'LR-12': {
    name: { en: 'Divergence of the gender ratio', hi: 'लिंगानुपात भिन्नता' },
    formula: {
      en: 'Women per 1,000 men in the local roll less the same in the assembly roll, in points.',
      hi: 'स्थानीय नामावली में प्रति 1,000 पुरुष महिलाएँ घटा विधान सभा नामावली में वही संख्या, अंकों में।',
    },
  },
  'LR-13': {
    name: { en: 'Rural-urban overlap', hi: 'ग्रामीण–शहरी दोहराव' },
    formula: {
      en: 'EPIC numbers in both a panchayat and a municipal roll ÷ local roll × 100.',
      hi: 'पंचायत और नगरपालिका, दोनों नामावलियों में दर्ज ईपिक नंबर ÷ स्थानीय नामावली × 100।',
    },
  },
  'LR-14': {
    name: { en: 'Gap between qualifying dates', hi: 'अर्हता तिथि अंतर' },
    formula: {
      en: "Days between the two rolls' qualifying dates, either way.",
      hi: 'दोनों नामावलियों की अर्हता तिथियों के बीच के दिन, किसी भी दिशा में।',
    },
  },
  'LR-15': {
    name: { en: 'Balance of wards', hi: 'वार्ड संतुलन' },
    formula: {
      en: "Largest distance of a ward's electors from the mean ward ÷ mean ward × 100.",
      hi: 'किसी वार्ड के निर्वाचकों का औसत वार्ड से सबसे अधिक अंतर ÷ औसत वार्ड × 100।',
    },
  },
  'LR-16': {
    name: { en: 'Opposite movement', hi: 'विपरीत दिशा परिवर्तन' },
    formula: {
      en: 'Flag when the local and the assembly roll moved in opposite directions, each by more than 1 %, within 12 months; red when the movements are more than 5 points apart.',
      hi: 'संकेत तब, जब 12 माह में स्थानीय और विधान सभा नामावली विपरीत दिशाओं में बदलीं, प्रत्येक 1 % से अधिक; लाल, जब दोनों परिवर्तनों में 5 अंक से अधिक अंतर हो।',
    },
  },
} as const satisfies Record<string, MetricText>;
