// Words of the enrolment metrics (EN).

import type { MetricText } from './schema.ts';

export const enrolmentTexts = {
  'EN-01': {
    name: { en: 'Elector-population ratio', hi: 'निर्वाचक–जनसंख्या अनुपात' },
    formula: {
      en: 'Electors on the roll ÷ total projected population × 1,000. It takes the colour of EN-03.',
      hi: 'नामावली के निर्वाचक ÷ कुल प्रक्षेपित जनसंख्या × 1,000। रंग EN-03 से आता है।',
    },
  },
  'EN-02': {
    name: { en: 'Adult enrolment rate (coverage)', hi: 'वयस्क नामांकन दर' },
    formula: {
      en: 'Electors on the roll ÷ projected population aged 18 and over × 100.',
      hi: 'नामावली के निर्वाचक ÷ 18 वर्ष और अधिक की प्रक्षेपित जनसंख्या × 100।',
    },
  },
  'EN-03': {
    name: { en: 'Deviation from the expected elector-population ratio', hi: 'अपेक्षित अनुपात से विचलन' },
    formula: {
      en: 'EN-01 less the population aged 18 and over per 1,000 of the total population, in points.',
      hi: 'EN-01 में से प्रति 1,000 कुल जनसंख्या पर 18 वर्ष और अधिक की जनसंख्या घटाकर, अंकों में।',
    },
  },
  'EN-04': {
    name: { en: 'Gender ratio', hi: 'लिंगानुपात' },
    formula: {
      en: 'Women electors ÷ men electors × 1,000. It takes the colour of EN-05 where the population is known.',
      hi: 'महिला निर्वाचक ÷ पुरुष निर्वाचक × 1,000। जनसंख्या ज्ञात होने पर रंग EN-05 से आता है।',
    },
  },
  'EN-05': {
    name: { en: 'Gender ratio gap', hi: 'लिंगानुपात अंतर' },
    formula: {
      en: 'EN-04 less women per 1,000 men in the population aged 18 and over, in points.',
      hi: 'EN-04 में से 18 वर्ष और अधिक की जनसंख्या में प्रति 1,000 पुरुष महिलाओं की संख्या घटाकर, अंकों में।',
    },
  },
  'EN-06': {
    name: { en: 'Age-cohort enrolment rate (eight cohorts)', hi: 'आयु-वर्ग नामांकन दर' },
    formula: {
      en: 'Electors of an age cohort ÷ projected population of the cohort × 100, for 18-19, 20-29, … 80 and over; for 18-19 see EN-07.',
      hi: 'आयु-वर्ग के निर्वाचक ÷ उसी आयु-वर्ग की प्रक्षेपित जनसंख्या × 100; आयु-वर्ग 18–19, 20–29, … 80 और अधिक; 18–19 के लिए EN-07 देखें।',
    },
  },
  'EN-07': {
    name: { en: 'Enrolment rate at 18-19', hi: '18–19 वर्ष नामांकन दर' },
    formula: {
      en: 'Electors aged 18-19 ÷ projected population aged 18-19 × 100.',
      hi: '18–19 वर्ष के निर्वाचक ÷ 18–19 वर्ष की प्रक्षेपित जनसंख्या × 100।',
    },
  },
  'EN-08': {
    name: { en: 'Gender ratio at 18-19', hi: '18–19 वर्ष लिंगानुपात' },
    formula: {
      en: 'Women electors aged 18-19 ÷ men electors aged 18-19 × 1,000.',
      hi: '18–19 वर्ष की महिला निर्वाचक ÷ 18–19 वर्ष के पुरुष निर्वाचक × 1,000।',
    },
  },
  'EN-09': {
    name: { en: 'Third-gender electors', hi: 'तृतीय लिंग निर्वाचक' },
    formula: {
      en: 'Third-gender electors ÷ electors on the roll × 1,00,000.',
      hi: 'तृतीय लिंग निर्वाचक ÷ नामावली के निर्वाचक × 1,00,000।',
    },
  },
  'EN-10': {
    name: { en: 'Marking of persons with disabilities', hi: 'दिव्यांग चिह्नित दर' },
    formula: {
      en: 'Electors marked as persons with disabilities ÷ electors on the roll × 100.',
      hi: 'दिव्यांग के रूप में चिह्नित निर्वाचक ÷ नामावली के निर्वाचक × 100।',
    },
  },
  'EN-11': {
    name: { en: 'Electors aged 85 and over against projection', hi: '85+ निर्वाचक अनुपात' },
    formula: {
      en: 'Electors aged 85 and over ÷ projected population aged 85 and over × 100. A high value hints at entries that have lapsed.',
      hi: '85 वर्ष और अधिक के निर्वाचक ÷ 85 वर्ष और अधिक की प्रक्षेपित जनसंख्या × 100। अधिक मान पुरानी प्रविष्टियों का संकेत है।',
    },
  },
} as const satisfies Record<string, MetricText>;
