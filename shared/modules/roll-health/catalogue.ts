// The metric catalogue: definitions with their words in English and Hindi, for the page that explains a metric.
// Hindi names are our translation and await a check by a Hindi-language officer.

import { enrolmentTexts } from './catalogue-enrolment.ts';
import { flowTexts } from './catalogue-flow.ts';
import { metricLimits } from './catalogue-limits.ts';
import { qualityTexts } from './catalogue-quality.ts';
import { reconciliationTexts } from './catalogue-reconciliation.ts';
import type { Bilingual, LimitSource, MetricDefinition, MetricGroup, MetricId, MetricText } from './schema.ts';

/** The definition of a metric: words, unit, direction, levels, cadence and limits with their sources. */
export function metricDefinition(id: MetricId): MetricDefinition {
  // Joined on call, not at load: a bundle that never asks for words must not carry them.
  const texts: Readonly<Record<MetricId, MetricText>> = {
    ...enrolmentTexts,
    ...flowTexts,
    ...qualityTexts,
    ...reconciliationTexts,
  };
  return { id, group: groupOf(id), ...texts[id], ...metricLimits[id] };
}

function groupOf(id: MetricId): MetricGroup {
  switch (id.slice(0, 2)) {
    case 'EN':
      return 'EN';
    case 'FL':
      return 'FL';
    case 'QL':
      return 'QL';
    case 'PS':
      return 'PS';
    case 'DQ':
      return 'DQ';
    default:
      return 'LR';
  }
}

export const groupNames: Readonly<Record<MetricGroup, Bilingual>> = {
  EN: { en: 'Enrolment', hi: 'नामांकन' },
  FL: { en: 'Additions and deletions', hi: 'परिवर्धन और विलोपन' },
  QL: { en: 'Quality of entries', hi: 'प्रविष्टियों की गुणवत्ता' },
  PS: { en: 'Parts and polling stations', hi: 'भाग और मतदान केंद्र' },
  DQ: { en: 'Timeliness and data quality', hi: 'समयबद्धता और आँकड़ों की गुणवत्ता' },
  LR: { en: 'Assembly roll and local-body roll', hi: 'विधान सभा नामावली और स्थानीय निकाय नामावली' },
};

/** Whose limit it is, for the line under it. */
export const limitSources: Readonly<Record<LimitSource, Bilingual>> = {
  default: {
    en: 'Our default; editable; not a norm of the Commission',
    hi: 'हमारा डिफ़ॉल्ट मान; बदला जा सकता है; आयोग का मानदंड नहीं',
  },
  recalled: {
    en: 'Recalled, no source seen: to be confirmed before it is shown as policy',
    hi: 'स्मृति से, स्रोत नहीं देखा गया: नीति के रूप में दिखाने से पहले पुष्टि आवश्यक',
  },
  trainingSlides: {
    en: 'Training material on statistical analysis of electoral rolls (present5.com)',
    hi: 'निर्वाचक नामावली के सांख्यिकीय विश्लेषण की प्रशिक्षण सामग्री (present5.com)',
  },
  stationCapOrder: {
    en: 'Special intensive revision order of 24-06-2025: 1,200 electors a station, as reported by ETV Bharat and The Telegraph, 21-07-2025',
    hi: 'विशेष गहन पुनरीक्षण आदेश, 24-06-2025: प्रति मतदान केंद्र 1,200 निर्वाचक; ETV Bharat और The Telegraph, 21-07-2025 के अनुसार',
  },
  bulkFilingLetter: {
    en: 'ECI letter of 23-08-2017 on bulk applications, as reported by IANS, 25-08-2017',
    hi: 'थोक आवेदनों पर भारत निर्वाचन आयोग का पत्र, 23-08-2017; IANS, 25-08-2017 के अनुसार',
  },
  administrator: {
    en: 'Set by the ECI secretariat; day and reason stand with the version',
    hi: 'भारत निर्वाचन आयोग के सचिवालय द्वारा निर्धारित; तिथि और कारण संस्करण के साथ दिए हैं',
  },
};

/** Stands under every flag: statistics screen, they decide nothing (training material on statistical analysis of rolls). */
export const screeningNote: Bilingual = {
  en: 'A flag asks for a look at the field. No entry may be added or deleted on statistics alone.',
  hi: 'यह संकेत केवल क्षेत्र में जाँच के लिए है। केवल आँकड़ों के आधार पर कोई प्रविष्टि जोड़ी या हटाई नहीं जा सकती।',
};
