// Words of the metrics of additions and deletions (FL).

import type { MetricText } from './schema.ts';

export const flowTexts = {
  'FL-01': {
    name: { en: 'Addition rate', hi: 'परिवर्धन दर' },
    formula: {
      en: 'Additions ÷ electors in the previous published roll × 100. In a special intensive revision: added on claims ÷ draft roll × 100.',
      hi: 'परिवर्धन ÷ पिछली प्रकाशित नामावली के निर्वाचक × 100। विशेष गहन पुनरीक्षण में: दावों पर जोड़े गए ÷ प्रारूप नामावली × 100।',
    },
  },
  'FL-02': {
    name: { en: 'Deletion rate', hi: 'विलोपन दर' },
    formula: {
      en: 'Deletions ÷ electors in the previous published roll × 100. In a special intensive revision: not in draft ÷ roll before × 100, with deletions on objections shown apart.',
      hi: 'विलोपन ÷ पिछली प्रकाशित नामावली के निर्वाचक × 100। विशेष गहन पुनरीक्षण में: प्रारूप से बाहर ÷ पूर्व नामावली × 100; आपत्तियों पर विलोपन अलग दिखाए जाते हैं।',
    },
  },
  'FL-03': {
    name: { en: 'Net change', hi: 'शुद्ध परिवर्तन' },
    formula: {
      en: '(Closing roll − opening roll) ÷ opening roll × 100. In a special intensive revision: (final − before) ÷ before × 100; entries under adjudication are not netted off.',
      hi: '(अंत की नामावली − आरंभ की नामावली) ÷ आरंभ की नामावली × 100। विशेष गहन पुनरीक्षण में: (अंतिम − पूर्व) ÷ पूर्व × 100; न्यायनिर्णयन में लंबित प्रविष्टियाँ घटाई नहीं जातीं।',
    },
  },
  'FL-04': {
    name: { en: 'Gross churn', hi: 'सकल परिवर्तन' },
    formula: {
      en: '(Additions + deletions) ÷ opening roll × 100. In a special intensive revision: (added on claims + not in draft + deleted on objections) ÷ roll before × 100.',
      hi: '(परिवर्धन + विलोपन) ÷ आरंभ की नामावली × 100। विशेष गहन पुनरीक्षण में: (दावों पर जोड़े गए + प्रारूप से बाहर + आपत्तियों पर हटाए गए) ÷ पूर्व नामावली × 100।',
    },
  },
  'FL-05': {
    name: { en: 'Shares of deletion reasons', hi: 'विलोपन कारण वितरण' },
    formula: {
      en: 'Deletions for a reason ÷ all deletions × 100, for each stated reason. Only the share of "other" has limits.',
      hi: 'किसी कारण से विलोपन ÷ कुल विलोपन × 100, हर बताए गए कारण के लिए। सीमाएँ केवल "अन्य" के हिस्से पर हैं।',
    },
  },
  'FL-06': {
    name: { en: 'Capture of deaths', hi: 'मृत्यु विलोपन अनुपात' },
    formula: {
      en: 'Deletions of dead electors in 12 months ÷ adult deaths expected in 12 months × 100.',
      hi: '12 माह में मृत निर्वाचकों के विलोपन ÷ 12 माह में अपेक्षित वयस्क मृत्यु × 100।',
    },
  },
  'FL-07': {
    name: { en: 'Pending forms', hi: 'लंबित प्रपत्र दर' },
    formula: {
      en: 'Forms pending ÷ forms received × 100, for each form; also those pending over 30 days. Limits apply from 7 days after the end of claims.',
      hi: 'लंबित प्रपत्र ÷ प्राप्त प्रपत्र × 100, प्रत्येक प्रपत्र के लिए; 30 दिन से अधिक लंबित भी। सीमाएँ दावों की समाप्ति के 7 दिन बाद से लागू।',
    },
  },
  'FL-08': {
    name: { en: 'Form rejection rate', hi: 'प्रपत्र अस्वीकृति दर' },
    formula: {
      en: 'Forms rejected ÷ (forms accepted + forms rejected) × 100, for each form.',
      hi: 'अस्वीकृत प्रपत्र ÷ (स्वीकृत प्रपत्र + अस्वीकृत प्रपत्र) × 100, प्रत्येक प्रपत्र के लिए।',
    },
  },
  'FL-09': {
    name: { en: 'Suo motu share of deletions', hi: 'स्वप्रेरणा विलोपन हिस्सा' },
    formula: {
      en: 'Deletions made by the registration officer on their own motion ÷ all deletions × 100.',
      hi: 'निर्वाचक रजिस्ट्रीकरण अधिकारी द्वारा स्वप्रेरणा से किए गए विलोपन ÷ कुल विलोपन × 100।',
    },
  },
  'FL-10': {
    name: { en: 'Return of enumeration forms', hi: 'गणना प्रपत्र वापसी दर' },
    formula: {
      en: 'Enumeration forms collected ÷ electors on the roll before × 100. Limits apply from the end of enumeration.',
      hi: 'एकत्र गणना प्रपत्र ÷ पूर्व नामावली के निर्वाचक × 100। सीमाएँ गणना की समाप्ति से लागू।',
    },
  },
  'FL-11': {
    name: { en: 'Not in draft', hi: 'प्रारूप से बाहर दर' },
    formula: {
      en: 'Electors of the roll before that are not in the draft ÷ electors on the roll before × 100.',
      hi: 'पूर्व नामावली के वे निर्वाचक जो प्रारूप में नहीं हैं ÷ पूर्व नामावली के निर्वाचक × 100।',
    },
  },
  'FL-12': {
    name: { en: 'Restoration', hi: 'पुनः सम्मिलन दर' },
    formula: {
      en: 'Excluded electors added back on claims ÷ not in draft × 100. Where they are not stated apart, all additions on claims ÷ not in draft × 100: at most that much.',
      hi: 'दावों पर पुनः जोड़े गए बाहर रखे निर्वाचक ÷ प्रारूप से बाहर × 100। अलग न बताए जाने पर दावों पर कुल परिवर्धन ÷ प्रारूप से बाहर × 100: अधिक से अधिक इतना।',
    },
  },
  'FL-13': {
    name: { en: 'Not mapped to the base roll', hi: 'आधार सूची से अमैप्ड दर' },
    formula: {
      en: 'Entries of the draft not mapped to the base roll ÷ electors in the draft × 100.',
      hi: 'प्रारूप की वे प्रविष्टियाँ जो आधार सूची से नहीं जुड़ीं ÷ प्रारूप के निर्वाचक × 100।',
    },
  },
  'FL-14': {
    name: { en: 'Pending adjudication', hi: 'न्यायनिर्णयन लंबित हिस्सा' },
    formula: {
      en: 'Entries pending adjudication ÷ electors on the roll × 100.',
      hi: 'न्यायनिर्णयन में लंबित प्रविष्टियाँ ÷ नामावली के निर्वाचक × 100।',
    },
  },
  'FL-15': {
    name: { en: 'Appeals decided', hi: 'अपील निस्तारण' },
    formula: {
      en: 'Appeals decided ÷ appeals filed × 100, with the numbers filed, decided and allowed. The limit applies from 45 days after final publication.',
      hi: 'निर्णीत अपीलें ÷ दायर अपीलें × 100; दायर, निर्णीत और स्वीकृत संख्या सहित। सीमा अंतिम प्रकाशन के 45 दिन बाद से लागू।',
    },
  },
  'FL-16': {
    name: { en: 'Bulk filing by booth-level agents', hi: 'बीएलए थोक आवेदन' },
    formula: {
      en: 'Booth-level agents with more than 30 applications in the period; and agent-days with more than 10. Amber when either is above zero.',
      hi: 'अवधि में 30 से अधिक आवेदन देने वाले बूथ लेवल एजेंट; और 10 से अधिक आवेदन वाले एजेंट-दिन। दोनों में से कोई भी शून्य से अधिक हो तो पहली सीमा पार मानी जाती है।',
    },
  },
} as const satisfies Record<string, MetricText>;
